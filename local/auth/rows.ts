import type { Queryable } from '../db/database.ts';

/**
 * Rows as JSON that Postgres itself made: numbers, booleans, objects, and times as ISO 8601 strings with microseconds.
 * `sql` selects one `jsonb` column.
 */
export async function selectJson<Row>(
  queryable: Queryable,
  sql: string,
  params: readonly unknown[],
): Promise<Row[]> {
  const rows = await queryable.query<{ json: Row }>(
    `select selected.json from (${sql}) as selected (json)`,
    params,
  );
  return rows.map((row) => row.json);
}

export async function selectOne<Row>(
  queryable: Queryable,
  sql: string,
  params: readonly unknown[],
): Promise<Row | null> {
  return (await selectJson<Row>(queryable, sql, params))[0] ?? null;
}
