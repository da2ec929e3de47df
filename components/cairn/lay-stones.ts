import type { Stone } from '@/components/cairn/stone';
import type { Box } from '@/components/cairn/stone-shape';

export interface LaidStone extends Stone {
  readonly box: Box;
  /** From below, from 0: the order in which a cairn is piled. */
  readonly row: number;
}

export interface LaidCairn {
  readonly width: number;
  readonly height: number;
  /** Where the lowest stones stand. */
  readonly ground: number;
  readonly stones: readonly LaidStone[];
}

const width = 400;
const [baseWidth, topWidth] = [336, 104];
const margin = { top: 14, bottom: 26 };
/** Stones of one row touch, and each row sinks a little into the one below. */
const [gap, sink] = [1.5, 2.5];

/** Piles the phases from below, entity phases side by side, each row narrower than the one below it. */
export function layStones(stones: readonly Stone[]): LaidCairn {
  const rows = toRows(stones);
  const heights = rows.map((row, index) => rowHeight(row.length, index, rows.length));
  const tall = heights.reduce((sum, height) => sum + height - sink, 0);
  const height = Math.max(120, Math.round(margin.top + tall + margin.bottom));
  const ground = height - margin.bottom;

  let bottom = ground;
  const laid = rows.flatMap((row, index) => {
    const rowTall = heights[index] ?? 0;
    const rowWide = rowWidth(row.length, index, rows.length);
    const top = bottom - rowTall;
    bottom = top + sink;
    const sway = ((index * 7) % 5) * 2.4 - 4.8;
    const shares = row.map((_, place) => 1 + (((index + place * 3) % 4) - 1.5) * 0.07);
    const whole = shares.reduce((sum, share) => sum + share, 0);
    let x = (width - rowWide) / 2 + (row.length === 1 ? sway : sway / 2);
    return row.map((stone, place) => {
      const wide = ((rowWide - gap * (row.length - 1)) * (shares[place] ?? 1)) / whole;
      const box = { x, y: top, width: wide, height: rowTall };
      x += wide + gap;
      return { ...stone, box, row: index };
    });
  });
  return { width, height, ground, stones: laid };
}

/** Runs of entity phases become rows of a few stones; every other phase has a row of its own. */
function toRows(stones: readonly Stone[]): Stone[][] {
  const rows: Stone[][] = [];
  let run: Stone[] = [];
  const endRun = () => {
    rows.push(...splitRun(run));
    run = [];
  };
  for (const stone of stones) {
    if (stone.key.startsWith('entity:')) run.push(stone);
    else {
      endRun();
      rows.push([stone]);
    }
  }
  endRun();
  return rows;
}

/** Even rows, the fuller ones below. */
function splitRun(run: readonly Stone[]): Stone[][] {
  if (run.length === 0) return [];
  const perRow = run.length <= 3 ? run.length : run.length <= 9 ? 3 : Math.ceil(Math.sqrt(run.length * 1.25));
  const count = Math.ceil(run.length / perRow);
  const rows: Stone[][] = [];
  let taken = 0;
  for (let index = 0; index < count; index++) {
    const size = Math.ceil((run.length - taken) / (count - index));
    rows.push(run.slice(taken, taken + size));
    taken += size;
  }
  return rows;
}

function rowWidth(count: number, index: number, total: number): number {
  const rise = total <= 1 ? 0 : index / (total - 1);
  const tapered = baseWidth + (topWidth - baseWidth) * rise ** 1.08;
  return count === 1 ? tapered : Math.max(tapered, Math.min(count * 78, 300 - rise * 40));
}

function rowHeight(count: number, index: number, total: number): number {
  const rise = total <= 1 ? 0 : index / (total - 1);
  if (count > 4) return 30;
  return 48 - rise * 12 + ((index * 5) % 3) * 2.5;
}
