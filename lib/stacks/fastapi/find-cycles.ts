import type { AppSpec, Field } from '../../specs/schemas.ts';

/** References whose target leads back to their own entity over at least one other: their tables need each other. */
export function findCyclicReferences(spec: AppSpec): Set<Field> {
  const targets = new Map(
    spec.entities.map((entity) => [
      entity.name,
      entity.fields.flatMap((field) => (field.type === 'reference' ? [field.target] : [])),
    ]),
  );
  const reach = new Map(spec.entities.map(({ name }) => [name, reachable(name, targets)]));
  const cyclic = new Set<Field>();
  for (const entity of spec.entities) {
    for (const field of entity.fields) {
      if (field.type !== 'reference' || field.target === entity.name) continue;
      if (reach.get(field.target)?.has(entity.name)) cyclic.add(field);
    }
  }
  return cyclic;
}

function reachable(start: string, targets: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const next of targets.get(name) ?? []) {
      if (!found.has(next)) {
        found.add(next);
        open.push(next);
      }
    }
  }
  return found;
}
