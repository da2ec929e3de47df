import type { CSSProperties } from 'react';
import type { LaidStone } from '@/components/cairn/lay-stones';
import { type StoneState, stoneName, stoneStateLabels } from '@/components/cairn/stone';
import { type StoneShape, stoneShape } from '@/components/cairn/stone-shape';

/** One phase. States differ by shape and sign, not by color alone: dashed, filling, whole, marked, cracked, struck. */
export function StonePicture({
  stone,
  labels,
  still,
  light,
  delay,
}: {
  stone: LaidStone;
  labels: boolean;
  still: boolean;
  /** The id of the gradient that lights a stone. */
  light: string;
  delay: string | undefined;
}) {
  const shape = stoneShape(stone.key, stone.box);
  const { x, y, width, height } = stone.box;
  const isSet = stone.state === 'committed' || stone.state === 'partial';
  const [centerX, centerY] = [x + width / 2, y + height / 2];
  const name = stoneName(stone.key);
  const room = Math.floor((width - 18) / 6.1);
  // Three letters and an ellipsis name nothing; the title and the list beside it do.
  const isNamed = labels && height >= 28 && (name.length <= room || room >= 7);
  const shown = name.length <= room ? name : `${name.slice(0, room - 1)}…`;
  const sign = signs[stone.state];
  const settle: CSSProperties = {
    transformBox: 'fill-box',
    transformOrigin: '50% 100%',
    animation: isSet && !still ? 'stone-settle 520ms var(--ease-settle) both' : undefined,
    animationDelay: delay,
  };
  return (
    <g key={isSet ? 'set' : 'open'} style={settle} data-stone={stone.key} data-state={stone.state}>
      <title>{`${name}: ${stoneStateLabels[stone.state]}`}</title>
      {isSet ? (
        <SetStone shape={shape} light={light} partial={stone.state === 'partial'} />
      ) : (
        <OpenStone shape={shape} state={stone.state} />
      )}
      {isNamed ? (
        <text
          x={centerX}
          y={centerY + 4.2}
          textAnchor="middle"
          fontSize="11.5"
          fontWeight={isSet ? 600 : 500}
          fill={inks[stone.state]}
          letterSpacing="0.01em"
        >
          {shown}
        </text>
      ) : null}
      {sign === null ? null : (
        <g
          transform={`translate(${x + width - 9} ${y + 7}) scale(${width < 60 ? 0.8 : 1})`}
          stroke={stone.state === 'partial' ? 'var(--warning)' : inks[stone.state]}
          strokeWidth="1.5"
          strokeLinecap="round"
        >
          <circle r="7" fill="var(--background)" />
          <path d={sign} fill="none" />
        </g>
      )}
    </g>
  );
}

function SetStone({ shape, light, partial }: { shape: StoneShape; light: string; partial: boolean }) {
  const fill = `var(--stone-${shape.mineral})`;
  return (
    <>
      <path
        d={shape.outline}
        fill={fill}
        stroke={partial ? 'var(--warning)' : 'var(--stone-edge)'}
        strokeWidth={partial ? 1.5 : 1}
        strokeDasharray={partial ? '5 3' : undefined}
      />
      <path d={shape.outline} fill={`url(#${light})`} />
      {shape.vein === '' ? null : (
        <path
          d={shape.vein}
          fill="none"
          stroke="var(--stone-light)"
          strokeWidth="2.2"
          strokeLinecap="round"
        />
      )}
      {shape.grains.map((grain) => (
        <circle
          key={`${grain.x} ${grain.y}`}
          cx={grain.x}
          cy={grain.y}
          r={grain.r}
          fill="var(--stone-shade)"
        />
      ))}
      <path d={shape.rim} fill="none" stroke="var(--stone-light)" strokeWidth="1.6" strokeLinecap="round" />
      {shape.moss ? <Moss at={shape.moss} /> : null}
    </>
  );
}

function Moss({ at }: { at: NonNullable<StoneShape['moss']> }) {
  return (
    <g fill="var(--stone-moss)" opacity="0.75" transform={`translate(${at.x} ${at.y}) scale(${at.scale})`}>
      <ellipse cx="5" cy="0" rx="4.2" ry="2.1" />
      <ellipse cx="10" cy="2.4" rx="4.6" ry="1.8" />
      <circle cx="1.4" cy="-3" r="1.4" />
      <circle cx="15.5" cy="0.6" r="1" />
    </g>
  );
}

function OpenStone({ shape, state }: { shape: StoneShape; state: StoneState }) {
  switch (state) {
    case 'running':
      return (
        <path
          d={shape.outline}
          vectorEffect="non-scaling-stroke"
          fill="var(--primary)"
          fillOpacity="0.14"
          stroke="var(--primary)"
          strokeWidth="1.5"
          className="animate-[stone-breathe_2.4s_ease-in-out_infinite]"
        />
      );
    case 'failed':
      return (
        <>
          <path
            d={shape.outline}
            vectorEffect="non-scaling-stroke"
            fill="var(--destructive)"
            fillOpacity="0.1"
            stroke="var(--destructive)"
            strokeWidth="1.25"
          />
          <path
            d={shape.crack}
            fill="none"
            stroke="var(--destructive)"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
        </>
      );
    case 'cancelled':
      return (
        <path
          d={shape.outline}
          vectorEffect="non-scaling-stroke"
          fill="var(--muted)"
          stroke="var(--muted-foreground)"
          strokeOpacity="0.6"
        />
      );
    default:
      return (
        <path
          d={shape.outline}
          vectorEffect="non-scaling-stroke"
          fill="var(--background)"
          fillOpacity="0.6"
          stroke="var(--muted-foreground)"
          strokeOpacity="0.55"
          strokeDasharray="3 3.5"
        />
      );
  }
}

/** An exclamation mark, a cross, a dash: drawn, since fonts differ in such characters. */
const signs: Readonly<Record<StoneState, string | null>> = {
  pending: null,
  running: null,
  committed: null,
  partial: 'M0 -3.4V0.8M0 3.3V3.4',
  failed: 'M-2.5 -2.5L2.5 2.5M2.5 -2.5L-2.5 2.5',
  cancelled: 'M-3 0H3',
};

const inks: Readonly<Record<StoneState, string>> = {
  pending: 'var(--muted-foreground)',
  running: 'var(--primary)',
  committed: 'var(--stone-ink)',
  partial: 'var(--stone-ink)',
  failed: 'var(--destructive)',
  cancelled: 'var(--muted-foreground)',
};
