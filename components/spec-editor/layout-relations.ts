import type { AppSpec, Entity } from '@/lib/specs/schemas';
import { arrangeRows, type Slot } from './arrange-rows';
import { findRelations, type Relation } from './relation-lines';

export interface EntityBox {
  readonly name: string;
  /** Index in the spec. */
  readonly index: number;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  /** Fields that the box leaves out. */
  readonly more: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface RelationLine extends Relation {
  /** Corners from box to box; lines pass between boxes, never behind one. */
  readonly points: readonly Point[];
  readonly labelAt: Point;
}

const shownFields = 7;
const box = { width: 208, header: 38, row: 22, padding: 10, laneWidth: 16, gap: 44 } as const;
const track = { height: 20, margin: 30, clearance: 12 } as const;

/** Places boxes in rows and draws lines around them in pixels. Same spec, same picture. */
export function layoutRelations(spec: AppSpec): { boxes: EntityBox[]; lines: RelationLine[] } {
  const relations = findRelations(spec);
  const rows = arrangeRows(spec.entities.length, relations);
  const columns = placeColumns(rows);
  const routes = relations.map((relation) => findRoute(relation, rows, columns));
  spreadPorts(routes, columns);
  const tracks = assignTracks(routes, rows.length);

  const boxes: EntityBox[] = [];
  const tops: number[] = [];
  const bottoms: number[] = [];
  let y = 0;
  for (const [row, slots] of rows.entries()) {
    y += gapHeight(tracks[row] ?? 0);
    tops.push(y);
    const placed = slots.flatMap((slot) => {
      const entity = slot.kind === 'entity' ? spec.entities[slot.index] : undefined;
      if (slot.kind !== 'entity' || entity === undefined) return [];
      return [toBox(entity, slot.index, columns.left(slot.index), y)];
    });
    boxes.push(...placed);
    y += Math.max(...placed.map((each) => each.height), 0);
    bottoms.push(y);
  }
  const bottomOf = new Map(boxes.map((each) => [each.index, each.y + each.height]));
  return { boxes, lines: routes.map((route) => drawRoute(route, tops, bottomOf)) };
}

function toBox(entity: Entity, index: number, x: number, y: number): EntityBox {
  const visible = entity.fields.length > shownFields ? shownFields - 1 : entity.fields.length;
  const more = entity.fields.length - visible;
  const fields = entity.fields.slice(0, visible).map((field) => ({
    name: field.name,
    type: `${field.type === 'reference' ? field.target : field.type}${field.required ? '' : '?'}`,
  }));
  const height = box.header + (visible + (more > 0 ? 1 : 0)) * box.row + box.padding;
  return { name: entity.name, index, fields, more, x, y, width: box.width, height };
}

interface Columns {
  readonly left: (entity: number) => number;
  readonly lane: (relation: string, row: number) => number;
  readonly row: (entity: number) => number;
}

/** Rows are centered over one another. */
function placeColumns(rows: readonly Slot[][]): Columns {
  const lefts = new Map<number, number>();
  const lanes = new Map<string, number>();
  const rowOf = new Map<number, number>();
  const widthOf = (slot: Slot) => (slot.kind === 'entity' ? box.width : box.laneWidth);
  const widths = rows.map((row) => row.reduce((sum, slot) => sum + widthOf(slot) + box.gap, -box.gap));
  const widest = Math.max(...widths, 0);
  for (const [at, row] of rows.entries()) {
    let x = (widest - (widths[at] ?? 0)) / 2;
    for (const slot of row) {
      if (slot.kind === 'entity') {
        lefts.set(slot.index, x);
        rowOf.set(slot.index, at);
      } else lanes.set(`${slot.relation}@${at}`, x + box.laneWidth / 2);
      x += widthOf(slot) + box.gap;
    }
  }
  return {
    left: (entity) => lefts.get(entity) ?? 0,
    lane: (relation, row) => lanes.get(`${relation}@${row}`) ?? 0,
    row: (entity) => rowOf.get(entity) ?? 0,
  };
}

/** A relation from its lower end up: `gaps` are the spaces above the rows that it crosses sideways. */
interface Route {
  readonly relation: Relation;
  readonly low: number;
  readonly high: number;
  /** Both ends in one row: the line leaves and arrives at the top. */
  readonly level: boolean;
  readonly gaps: { readonly gap: number; track: number }[];
  /** The x at which the line stands before, between and after its gaps. */
  readonly xs: number[];
}

function findRoute(relation: Relation, rows: readonly Slot[][], columns: Columns): Route {
  const { from, to, id } = relation;
  const [low, high] = columns.row(from) >= columns.row(to) ? [from, to] : [to, from];
  const bottom = columns.row(low);
  const top = columns.row(high);
  const middle = (entity: number) => columns.left(entity) + box.width / 2;
  const gaps = rows.flatMap((_, row) =>
    row <= bottom && (row > top || (row === bottom && top === bottom)) ? [row] : [],
  );
  const between = gaps.filter((gap) => gap !== bottom).map((row) => columns.lane(id, row));
  return {
    relation,
    low,
    high,
    level: top === bottom,
    gaps: gaps.toReversed().map((gap) => ({ gap, track: 0 })),
    xs: [middle(low), ...between.toReversed(), middle(high)],
  };
}

/** Lines that meet at one side of a box stand side by side there, in the order of where they go. */
function spreadPorts(routes: readonly Route[], columns: Columns): void {
  const sides = new Map<string, { route: Route; at: number; toward: number }[]>();
  const add = (side: string, route: Route, at: number, next: number) => {
    sides.set(side, [...(sides.get(side) ?? []), { route, at, toward: route.xs[next] ?? 0 }]);
  };
  for (const route of routes) {
    const last = route.xs.length - 1;
    add(`top ${route.low}`, route, 0, 1);
    add(`${route.level ? 'top' : 'bottom'} ${route.high}`, route, last, last - 1);
  }
  for (const [side, ports] of sides) {
    const left = columns.left(Number(side.split(' ')[1]));
    const inOrder = ports.toSorted((one, other) => one.toward - other.toward || one.at - other.at);
    for (const [place, { route, at }] of inOrder.entries()) {
      route.xs[at] = left + (box.width * (place + 1)) / (inOrder.length + 1);
    }
  }
}

/** Sideways stretches that would touch get heights of their own. Returns the number of tracks per gap. */
function assignTracks(routes: readonly Route[], rows: number): number[] {
  return Array.from({ length: rows }, (_, gap) => {
    const stretches = routes.flatMap(({ gaps, xs }) =>
      gaps.flatMap((crossing, at) => {
        if (crossing.gap !== gap) return [];
        const ends = [xs[at] ?? 0, xs[at + 1] ?? 0];
        return [{ crossing, left: Math.min(...ends), right: Math.max(...ends) }];
      }),
    );
    const rights: number[] = [];
    for (const { crossing, left, right } of stretches.sort((one, other) => one.left - other.left)) {
      const free = rights.findIndex((taken) => taken + track.clearance < left);
      crossing.track = free === -1 ? rights.length : free;
      rights[crossing.track] = right;
    }
    return rights.length;
  });
}

function gapHeight(tracks: number): number {
  return tracks === 0 ? track.margin * 2 : track.margin * 2 + (tracks - 1) * track.height;
}

function drawRoute(
  route: Route,
  tops: readonly number[],
  bottomOf: ReadonlyMap<number, number>,
): RelationLine {
  const { relation, low, high, level, gaps, xs } = route;
  const points: Point[] = [{ x: xs[0] ?? 0, y: tops[gaps[0]?.gap ?? 0] ?? 0 }];
  for (const [at, { gap, track: place }] of gaps.entries()) {
    const y = (tops[gap] ?? 0) - track.margin - place * track.height;
    points.push({ x: xs[at] ?? 0, y }, { x: xs[at + 1] ?? 0, y });
  }
  points.push({ x: xs.at(-1) ?? 0, y: level ? (tops[gaps[0]?.gap ?? 0] ?? 0) : (bottomOf.get(high) ?? 0) });
  const [, start, end] = points;
  const labelAt = { x: ((start?.x ?? 0) + (end?.x ?? 0)) / 2, y: start?.y ?? 0 };
  return { ...relation, points: relation.from === low ? points : points.toReversed(), labelAt };
}
