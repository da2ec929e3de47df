import { useId } from 'react';
import { layStones } from '@/components/cairn/lay-stones';
import { type Stone, type StoneState, stoneStateLabels } from '@/components/cairn/stone';
import { StonePicture } from '@/components/cairn/stone-picture';
import { cn } from '@/components/ui/cn';

export interface CairnPictureProps {
  readonly stones: readonly Stone[];
  readonly className?: string;
  /** Piles itself up, stone after stone: for pictures that show no work of their own. */
  readonly assemble?: boolean;
  /** Nothing moves. */
  readonly still?: boolean;
  readonly labels?: boolean;
  /** For pictures that only adorn: left out for screen readers. */
  readonly decorative?: boolean;
}

/** The product's picture: each phase a stone, each commit a stone set. The list beside it says the same in words. */
export function CairnPicture({
  stones,
  className,
  assemble = false,
  still = false,
  labels = true,
  decorative = false,
}: CairnPictureProps) {
  const { width, height, ground, stones: laid } = layStones(stones);
  const light = useId();
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={cn('block h-auto w-full overflow-visible', className)}
      role="img"
      aria-label={describeCairn(stones)}
      aria-hidden={decorative || undefined}
    >
      <defs>
        <linearGradient id={light} x1="0.3" y1="0" x2="0.55" y2="1">
          <stop offset="0" stopColor="var(--stone-light)" />
          <stop offset="0.42" stopColor="var(--stone-light)" stopOpacity="0" />
          <stop offset="0.55" stopColor="var(--stone-shade)" stopOpacity="0" />
          <stop offset="1" stopColor="var(--stone-shade)" />
        </linearGradient>
      </defs>
      <ellipse
        cx={width / 2}
        cy={ground + 2}
        rx={182}
        ry={8}
        fill="var(--shade)"
        style={{ filter: 'blur(5px)' }}
      />
      <path
        d={`M12 ${ground + 0.5}C80 ${ground - 1.5} 140 ${ground + 1.5} 200 ${ground + 0.5}S330 ${ground - 1} 388 ${ground + 1}`}
        fill="none"
        stroke="var(--stone-edge)"
        strokeLinecap="round"
      />
      {laid.map((stone, index) => (
        <StonePicture
          key={stone.key}
          stone={stone}
          labels={labels}
          still={still}
          light={light}
          delay={assemble ? `${120 + index * 140}ms` : undefined}
        />
      ))}
    </svg>
  );
}

/** `Cairn: 4 of 9 phases committed, 2 running, 1 failed.` */
export function describeCairn(stones: readonly Stone[]): string {
  const count = (...states: StoneState[]) => stones.filter((stone) => states.includes(stone.state)).length;
  const rest = (['running', 'partial', 'failed', 'cancelled'] as const)
    .map((state) => ({ state, amount: count(state) }))
    .filter(({ amount }) => amount > 0)
    .map(({ state, amount }) => `, ${amount} ${stoneStateLabels[state].toLowerCase()}`);
  return `Cairn: ${count('committed', 'partial')} of ${stones.length} phases committed${rest.join('')}.`;
}
