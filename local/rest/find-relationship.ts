import { notImplemented, RestError } from './errors.ts';
import { isToOne, type Relationship } from './relationships.ts';
import type { SchemaCache } from './schema.ts';

/**
 * The one relationship that `target!hint` means, by PostgREST's rules: the target is a table, a constraint, or a column that
 * refers; the hint is a constraint, a column at either end, or a junction. Throws PGRST200 for none, PGRST201 for several.
 */
export function findRelationship(
  cache: SchemaCache,
  schema: string,
  origin: string,
  target: string,
  hint: string | undefined,
): Relationship {
  const found = cache
    .relationships(schema, origin)
    .filter((candidate) => candidate.foreignSchema === schema && means(candidate, target, hint));
  const [first, ...others] = found;
  if (!first) throw none(cache, schema, origin, target, hint);
  if (others.length > 0) throw several(found, origin, target);
  return first;
}

function means(candidate: Relationship, target: string, hint: string | undefined): boolean {
  const { cardinality, constraint, table, foreignTable, columns, foreignColumns, junction } = candidate;
  const refersFrom = (name: string) => isToOne(candidate) && columns.length === 1 && columns[0] === name;
  const named = junction === undefined && constraint === target;
  if (hint !== undefined) {
    if (target !== foreignTable) return false;
    if (junction) return junction.table === hint;
    const end = [columns, foreignColumns].some((side) => side.length === 1 && side[0] === hint);
    return constraint === hint || end;
  }
  // A table that refers to itself: its name means the children, the column's name means the parent.
  if (table === foreignTable && !junction) {
    return (target === foreignTable && cardinality === 'one-to-many') || refersFrom(target);
  }
  return target === foreignTable || named || refersFrom(target);
}

function none(
  cache: SchemaCache,
  schema: string,
  origin: string,
  target: string,
  hint: string | undefined,
): RestError {
  if (cache.table(schema, origin)?.isView || cache.table(schema, target)?.isView) {
    return notImplemented(`embedding of or in views ('${origin}' and '${target}')`);
  }
  const computed = cache
    .functions(schema, target)
    .some(
      ({ arguments: [argument, ...rest] }) => rest.length === 0 && argument?.type === `${schema}.${origin}`,
    );
  if (computed) return notImplemented(`computed relationships (the function '${target}')`);
  const using = hint === undefined ? '' : ` using the hint '${hint}'`;
  return new RestError(
    400,
    'PGRST200',
    `Could not find a relationship between '${origin}' and '${target}' in the schema cache`,
    {
      details: `Searched for a foreign key relationship between '${origin}' and '${target}'${using} in the schema '${schema}', but no matches were found.`,
    },
  );
}

function several(found: readonly Relationship[], origin: string, target: string): RestError {
  const name = ({ junction, constraint }: Relationship) => junction?.table ?? constraint;
  return new RestError(
    300,
    'PGRST201',
    `Could not embed because more than one relationship was found for '${origin}' and '${target}'`,
    {
      details: found.map((one) => ({
        cardinality: one.cardinality,
        embedding: `${origin} with ${one.foreignTable}`,
        relationship: one.junction
          ? `${one.junction.table} using ${one.junction.constraints[0]}(${one.junction.columns.join(', ')}) and ${one.junction.constraints[1]}(${one.junction.foreignColumns.join(', ')})`
          : `${one.constraint} using ${origin}(${one.columns.join(', ')}) and ${one.foreignTable}(${one.foreignColumns.join(', ')})`,
      })),
      hint: `Try changing '${target}' to one of the following: ${found.map((one) => `'${one.foreignTable}!${name(one)}'`).join(', ')}. Find the desired relationship in the 'details' key.`,
    },
  );
}
