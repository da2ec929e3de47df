import type { AppSpec, Field } from '../../specs/schemas.ts';

/**
 * How many records each entity can have at once: a required unique boolean allows two, an enum as many as it has
 * values, a one-to-one reference as many as its target. Cycles of required references count as unlimited.
 */
export function findCapacities(spec: AppSpec): Map<string, number> {
  const byName = new Map(spec.entities.map((entity) => [entity.name, entity]));
  const known = new Map<string, number>();
  const visit = (name: string): number => {
    const earlier = known.get(name);
    if (earlier !== undefined) return earlier;
    known.set(name, Number.POSITIVE_INFINITY);
    const limits = (byName.get(name)?.fields ?? [])
      .filter((field) => field.required && field.unique)
      .map((field) => limitOf(field, visit));
    const capacity = Math.min(Number.POSITIVE_INFINITY, ...limits);
    known.set(name, capacity);
    return capacity;
  };
  for (const { name } of spec.entities) visit(name);
  return known;
}

function limitOf(field: Field, visit: (name: string) => number): number {
  if (field.type === 'boolean') return 2;
  if (field.type === 'enum') return field.values.length;
  return field.type === 'reference' ? visit(field.target) : Number.POSITIVE_INFINITY;
}
