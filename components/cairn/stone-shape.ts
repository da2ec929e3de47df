/** A box in the picture's units; `x`, `y` name its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StoneShape {
  /** Closed outline, an SVG path. */
  readonly outline: string;
  /** The lit upper rim, open. */
  readonly rim: string;
  /** A crack from top to bottom, for stones that broke. */
  readonly crack: string;
  /** Mineral grains. */
  readonly grains: readonly { readonly x: number; readonly y: number; readonly r: number }[];
  /** Which of the five stones it is, from 1. */
  readonly mineral: number;
  /** A band of another mineral, empty for stones of one piece. */
  readonly vein: string;
  /** Where moss grows, if it does. */
  readonly moss: { readonly x: number; readonly y: number; readonly scale: number } | null;
}

type Point = readonly [number, number];

/** The same key and box give the same stone, always: nothing moves when a page is drawn again. */
export function stoneShape(key: string, box: Box): StoneShape {
  const random = seededRandom(key);
  const mineral = 1 + Math.floor(random() * 5);
  const points = pebble(box, random);
  const outline = closedCurve(points);
  const upper = points.filter(([, y]) => y < box.y + box.height * 0.42).sort((a, b) => a[0] - b[0]);
  const grains = Array.from({ length: Math.round(box.width / 9) }, () => ({
    x: round(box.x + box.width * (0.14 + random() * 0.72)),
    y: round(box.y + box.height * (0.2 + random() * 0.62)),
    r: round(0.5 + random() * 0.75),
  }));
  const isSmall = box.width < 60;
  const vein = random() < 0.32 && !isSmall ? veinOf(box, random) : '';
  const isMossy = random() < 0.3 && !isSmall;
  const moss = {
    x: round(box.x + box.width * (random() < 0.5 ? 0.1 + random() * 0.08 : 0.7 + random() * 0.08)),
    y: round(box.y + box.height * (0.66 + random() * 0.12)),
    scale: round(0.8 + random() * 0.5),
  };
  return {
    outline,
    rim: openCurve(upper.map(([x, y]) => [x * 0.985 + (box.x + box.width / 2) * 0.015, y + 2.2])),
    crack: crackOf(box, random),
    grains,
    mineral,
    vein,
    moss: isMossy ? moss : null,
  };
}

/** A superellipse with some noise, rounder above than below, so that stones rest on each other. */
function pebble({ x, y, width, height }: Box, random: () => number): Point[] {
  const count = 14;
  const turn = random() * 0.4;
  const lean = (random() - 0.5) * 0.14;
  const [sides, above] = [0.5 + random() * 0.22, 0.46 + random() * 0.16];
  return Array.from({ length: count }, (_, index) => {
    const angle = ((index + turn) / count) * Math.PI * 2;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const power = sin > 0 ? above : above + 0.2;
    const noise = 1 - random() * 0.075;
    const dx = Math.sign(cos) * Math.abs(cos) ** sides * noise;
    const dy = Math.sign(sin) * Math.abs(sin) ** power * (1 - random() * 0.06);
    return [
      round(x + width / 2 + (dx + dy * lean) * (width / 2)),
      round(y + height / 2 + (dy + dx * lean * 0.5) * (height / 2)),
    ] as const;
  });
}

function veinOf({ x, y, width, height }: Box, random: () => number): string {
  const [from, to] = [y + height * (0.72 + random() * 0.1), y + height * (0.7 + random() * 0.1)];
  const bend = height * (random() - 0.5) * 0.2;
  const point = (share: number, at: number) => `${round(x + width * share)} ${round(at)}`;
  return `M${point(0.06, from)}C${point(0.35, from + bend)} ${point(0.65, to - bend)} ${point(0.94, to)}`;
}

function crackOf({ x, y, width, height }: Box, random: () => number): string {
  const steps = 6;
  const start = x + width * (0.76 + random() * 0.08);
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const drift = (step % 2 === 0 ? -1 : 1) * (2 + random() * 4);
    return `${round(start + drift + step * 1.5)} ${round(y + height * (0.02 + (0.96 * step) / steps))}`;
  });
  return `M${points.join('L')}`;
}

/** Catmull-Rom through the points, as cubic Bézier segments. */
function closedCurve(points: readonly Point[]): string {
  const at = (index: number) => points[(index + points.length) % points.length] ?? ([0, 0] as const);
  const [startX, startY] = at(0);
  const segments = points.map((_, index) => segment(at(index - 1), at(index), at(index + 1), at(index + 2)));
  return `M${startX} ${startY}${segments.join('')}Z`;
}

function openCurve(points: readonly Point[]): string {
  const at = (index: number) => points[Math.max(0, Math.min(index, points.length - 1))] ?? ([0, 0] as const);
  const [startX, startY] = at(0);
  const segments = points
    .slice(1)
    .map((_, index) => segment(at(index - 1), at(index), at(index + 1), at(index + 2)));
  return `M${round(startX)} ${round(startY)}${segments.join('')}`;
}

function segment(before: Point, from: Point, to: Point, after: Point): string {
  const numbers = [
    from[0] + (to[0] - before[0]) / 6,
    from[1] + (to[1] - before[1]) / 6,
    to[0] - (after[0] - from[0]) / 6,
    to[1] - (after[1] - from[1]) / 6,
    to[0],
    to[1],
  ];
  return `C${numbers.map(round).join(' ')}`;
}

/** FNV-1a for the seed, mulberry32 for the numbers: both public domain, both the same everywhere. */
function seededRandom(key: string): () => number {
  let state = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    state = Math.imul(state ^ key.charCodeAt(index), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
