import type { Relation } from './relation-lines';

/** What takes a place in a row: an entity, or the lane of a relation that passes through. */
export type Slot =
  | { readonly kind: 'entity'; readonly index: number }
  | { readonly kind: 'lane'; readonly relation: string };

const perRow = 4;

/**
 * Rows of a layered drawing (Sugiyama): who is referred to stands above who refers; relations over several rows get a
 * lane in each row between; each row is ordered by the middle of its neighbors. Entities without relations come last.
 */
export function arrangeRows(count: number, relations: readonly Relation[]): Slot[][] {
  const rows = splitWide(findLayers(count, relations));
  const rowOf = new Map(rows.flatMap((row, at) => row.map((index): [number, number] => [index, at])));
  const slots = rows.map((row) => row.map((index): Slot => ({ kind: 'entity', index })));
  const neighbors = new Map<string, string[]>();
  const join = (one: string, other: string) => {
    neighbors.set(one, [...(neighbors.get(one) ?? []), other]);
    neighbors.set(other, [...(neighbors.get(other) ?? []), one]);
  };
  for (const { id, from, to } of relations) {
    const ends = [rowOf.get(from) ?? 0, rowOf.get(to) ?? 0];
    const first = Math.min(...ends) + 1;
    const last = Math.max(...ends) - 1;
    let before = slotKey({ kind: 'entity', index: ends[0] === first - 1 ? from : to });
    for (let row = first; row <= last; row += 1) {
      const lane: Slot = { kind: 'lane', relation: id };
      slots[row]?.push(lane);
      join(before, `${slotKey(lane)}@${row}`);
      before = `${slotKey(lane)}@${row}`;
    }
    join(before, slotKey({ kind: 'entity', index: ends[0] === first - 1 ? to : from }));
  }
  return order(slots, neighbors);
}

function slotKey(slot: Slot): string {
  return slot.kind === 'entity' ? `entity ${slot.index}` : `lane ${slot.relation}`;
}

/** Layer by longest path, cut where a cycle closes. */
function findLayers(count: number, relations: readonly Relation[]): number[][] {
  const targets = new Map<number, number[]>();
  for (const { kind, from, to } of relations) {
    // A link has no above and below of its own: the side that edits it stands above.
    const [low, high] = kind === 'link' ? [to, from] : [from, to];
    if (low !== high) targets.set(low, [...(targets.get(low) ?? []), high]);
  }
  const depth = new Map<number, number>();
  const open = new Set<number>();
  const measure = (index: number): number => {
    const known = depth.get(index);
    if (known !== undefined) return known;
    if (open.has(index)) return -1;
    open.add(index);
    const found = Math.max(-1, ...(targets.get(index) ?? []).map(measure)) + 1;
    open.delete(index);
    depth.set(index, found);
    return found;
  };
  const related = new Set(relations.flatMap(({ from, to }) => [from, to]));
  const layers: number[][] = [];
  const alone: number[] = [];
  for (let index = 0; index < count; index += 1) {
    if (!related.has(index)) {
      alone.push(index);
      continue;
    }
    const at = measure(index);
    while (layers.length <= at) layers.push([]);
    layers[at]?.push(index);
  }
  return [...layers, alone].filter((layer) => layer.length > 0);
}

function splitWide(layers: readonly number[][]): number[][] {
  return layers.flatMap((layer) => {
    const rows = Math.ceil(layer.length / perRow);
    const size = Math.ceil(layer.length / rows);
    return Array.from({ length: rows }, (_, row) => layer.slice(row * size, (row + 1) * size));
  });
}

/** Sweeps down and up again; ties keep their order, so the same spec gives the same picture. */
function order(rows: readonly Slot[][], neighbors: ReadonlyMap<string, readonly string[]>): Slot[][] {
  const sorted = rows.map((row) => [...row]);
  const key = (slot: Slot, row: number) =>
    slot.kind === 'entity' ? slotKey(slot) : `${slotKey(slot)}@${row}`;
  const place = new Map<string, number>();
  const setPlaces = (row: number) => {
    const slots = sorted[row] ?? [];
    for (const [at, slot] of slots.entries()) place.set(key(slot, row), (at + 0.5) / slots.length);
  };
  for (const row of sorted.keys()) setPlaces(row);
  const all = [...sorted.keys()];
  for (const row of [...all, ...all.toReversed(), ...all]) {
    const middle = (slot: Slot) => {
      const places = (neighbors.get(key(slot, row)) ?? []).map((each) => place.get(each) ?? 0.5);
      return places.length === 0 ? 0.5 : places.reduce((sum, each) => sum + each, 0) / places.length;
    };
    const measured = (sorted[row] ?? []).map((slot) => ({ slot, at: middle(slot) }));
    sorted[row] = measured.sort((one, other) => one.at - other.at).map(({ slot }) => slot);
    setPlaces(row);
  }
  return sorted;
}
