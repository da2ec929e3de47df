import type { AppSpec, Entity } from '@/lib/specs/schemas';

export interface EntityBox {
  readonly name: string;
  /** Index in the spec; names may repeat while somebody types. */
  readonly index: number;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  /** Fields that the box leaves out. */
  readonly more: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RelationLine {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly kind: 'required' | 'optional' | 'link';
  /** For people who do not see the picture. */
  readonly sentence: string;
}

const shownFields = 7;
const box = { width: 208, header: 38, row: 22, padding: 10, gapX: 72, gapY: 88, perRow: 4 } as const;

/**
 * Places entities in rows: who is referred to stands above who refers, so lines run upwards and rarely cross. Same
 * spec, same picture. Layers by longest path (cycles cut where they close), then ordered by their neighbors' middle.
 */
export function layoutRelations(spec: AppSpec): { boxes: EntityBox[]; lines: RelationLine[] } {
  const lines = findLines(spec);
  const layers = splitWide(orderLayers(layerEntities(spec, lines), lines));
  const boxes: EntityBox[] = [];
  const widest = Math.max(...layers.map((layer) => layer.length), 0);
  let y = 0;
  for (const layer of layers) {
    const offset = ((widest - layer.length) * (box.width + box.gapX)) / 2;
    const placed = layer.flatMap((index, column) => {
      const entity = spec.entities[index];
      return entity === undefined ? [] : [toBox(entity, index, offset + column * (box.width + box.gapX), y)];
    });
    boxes.push(...placed);
    y += Math.max(...placed.map((each) => each.height), 0) + box.gapY;
  }
  return { boxes, lines };
}

function toBox(entity: Entity, index: number, x: number, y: number): EntityBox {
  const visible = entity.fields.length > shownFields ? shownFields - 1 : entity.fields.length;
  const more = entity.fields.length - visible;
  const rows = visible + (more > 0 ? 1 : 0);
  const fields = entity.fields.slice(0, visible).map((field) => ({
    name: field.name,
    type: `${field.type === 'reference' ? field.target : field.type}${field.required ? '' : '?'}`,
  }));
  const height = box.header + rows * box.row + box.padding;
  return { name: entity.name, index, fields, more, x, y, width: box.width, height };
}

function findLines(spec: AppSpec): RelationLine[] {
  const byName = new Map(spec.entities.map((entity, index) => [entity.name, index]));
  const references = spec.entities.flatMap((entity, from) =>
    entity.fields.flatMap((field, at): RelationLine[] => {
      const to = field.type === 'reference' ? byName.get(field.target) : undefined;
      if (field.type !== 'reference' || to === undefined) return [];
      const count = field.required ? 'one' : 'at most one';
      return [
        {
          id: `${from}.${at}`,
          from,
          to,
          label: field.name,
          kind: field.required ? 'required' : 'optional',
          sentence: `${entity.name} refers to ${count} ${field.target} as ${field.name}.`,
        },
      ];
    }),
  );
  const links = spec.links.flatMap((link, index): RelationLine[] => {
    const from = byName.get(link.from);
    const to = byName.get(link.to);
    if (from === undefined || to === undefined) return [];
    const sentence = `${link.from} and ${link.to} are linked many to many by ${link.name}.`;
    return [{ id: `link.${index}`, from, to, label: link.name, kind: 'link', sentence }];
  });
  return [...references, ...links];
}

/** Layer of each entity: one below the lowest of those that it refers to. Entities without relations come last. */
function layerEntities(spec: AppSpec, lines: readonly RelationLine[]): number[][] {
  const depth = new Map<number, number>();
  const open = new Set<number>();
  const targets = new Map<number, number[]>();
  for (const line of lines) {
    // A link has no above and below of its own; the side that edits it stands above, unless references say otherwise.
    const [low, high] = line.kind === 'link' ? [line.to, line.from] : [line.from, line.to];
    if (low !== high) targets.set(low, [...(targets.get(low) ?? []), high]);
  }
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
  const related = new Set(lines.flatMap((line) => [line.from, line.to]));
  const layers: number[][] = [];
  const alone: number[] = [];
  spec.entities.forEach((_, index) => {
    if (!related.has(index)) alone.push(index);
    else {
      const at = measure(index);
      while (layers.length <= at) layers.push([]);
      layers[at]?.push(index);
    }
  });
  return [...layers.filter((layer) => layer.length > 0), ...(alone.length > 0 ? [alone] : [])];
}

/** Two sweeps of the barycenter heuristic: each entity moves under the middle of those above it. */
function orderLayers(layers: number[][], lines: readonly RelationLine[]): number[][] {
  const neighbors = new Map<number, number[]>();
  for (const { from, to } of lines) {
    neighbors.set(from, [...(neighbors.get(from) ?? []), to]);
    neighbors.set(to, [...(neighbors.get(to) ?? []), from]);
  }
  const sweep = (order: number[][]) => {
    const place = new Map<number, number>();
    const setPlaces = (layer: number[]) => {
      for (const [at, index] of layer.entries()) place.set(index, (at + 0.5) / layer.length);
    };
    for (const layer of order) setPlaces(layer);
    return order.map((layer) => {
      const middle = (index: number) => {
        const places = (neighbors.get(index) ?? []).map((each) => place.get(each) ?? 0.5);
        return places.length === 0 ? 0.5 : places.reduce((sum, each) => sum + each, 0) / places.length;
      };
      const sorted = [...layer].sort((one, other) => middle(one) - middle(other) || one - other);
      setPlaces(sorted);
      return sorted;
    });
  };
  return sweep(sweep(layers));
}

function splitWide(layers: readonly number[][]): number[][] {
  return layers.flatMap((layer) => {
    const rows = Math.ceil(layer.length / box.perRow);
    const perRow = Math.ceil(layer.length / rows);
    return Array.from({ length: rows }, (_, row) => layer.slice(row * perRow, (row + 1) * perRow));
  });
}
