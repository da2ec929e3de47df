import type { Queryable } from '../db/database.ts';
import type { Identity } from '../service.ts';
import { RestError } from './errors.ts';
import type { MediaType } from './media-type.ts';
import { type Operation, VALUE_COLUMN } from './operation.ts';
import type { Preferences } from './preferences.ts';
import { unsatisfiable } from './query.ts';
import { UPDATED_SETTING } from './write-sql.ts';

const ROLES: ReadonlySet<string> = new Set<Identity['role']>(['anon', 'authenticated', 'service_role']);

/** What a transaction gave; `total` is of all rows, undefined when it was not asked for. */
export interface Outcome {
  readonly body: string | null;
  /** Rows in the body. */
  readonly count: number;
  /** Rows written, or given by the function; null for reads. */
  readonly affected: number | null;
  readonly total: number | undefined;
  /** An upsert that inserted nothing. */
  readonly onlyUpdated: boolean;
  /** Set by functions through `response.status` and `response.headers`. */
  readonly status: string | null;
  readonly headers: string | null;
}

/** Makes the transaction the caller's: everything is local to it, and the role is the last thing set. */
export async function assumeIdentity(
  tx: Queryable,
  identity: Identity,
  request: Request,
  path: string,
  schema: string,
  readOnly: boolean,
): Promise<void> {
  // The session belongs to a superuser, for whom any role may be set: only these three ever are.
  if (!ROLES.has(identity.role)) throw new RestError(401, 'PGRST301', `Role not allowed: ${identity.role}`);
  const headers = Object.fromEntries([...request.headers].filter(([name]) => name !== 'cookie'));
  await tx.query(
    `select set_config('search_path', $1, true), set_config('request.jwt.claims', $2, true),
            set_config('request.method', $3, true), set_config('request.path', $4, true),
            set_config('request.headers', $5, true), set_config('transaction_read_only', $6, true),
            set_config('response.status', '', true), set_config('response.headers', '', true),
            set_config('${UPDATED_SETTING}', '', true), set_config('role', $7, true)`,
    [
      `"${schema.replaceAll('"', '""')}", "extensions"`,
      JSON.stringify(identity.claims),
      request.method,
      path,
      JSON.stringify(headers),
      readOnly ? 'on' : 'off',
      identity.role,
    ],
  );
}

/** Runs the operation and judges the result while it can still be rolled back: PGRST103, PGRST116, PGRST124. */
export async function runOperation(
  tx: Queryable,
  operation: Operation,
  preferences: Preferences,
  media: MediaType,
  maxRows: number,
): Promise<Outcome> {
  const { text, params } = statement(operation, preferences, media);
  const [row] = await tx.query<{
    body: string | null;
    count: number;
    affected: number | null;
    total: number | null;
    updated: string | null;
    status: string | null;
    headers: string | null;
  }>(text, params);
  if (!row) throw new Error('The statement of an operation answers exactly one row.');
  const { body, count, affected, status, headers } = row;
  if (preferences.maxAffected !== undefined && (affected ?? 0) > preferences.maxAffected) {
    throw new RestError(400, 'PGRST124', 'Query result exceeds max-affected preference constraint', {
      details: `The query affects ${affected} rows`,
    });
  }
  if (
    media === 'application/vnd.pgrst.object+json' &&
    operation.result === 'rows' &&
    operation.rows &&
    count !== 1
  ) {
    throw new RestError(406, 'PGRST116', 'Cannot coerce the result to a single JSON object', {
      details: `The result contains ${count} rows`,
    });
  }
  const total = row.total ?? (await estimate(tx, operation, preferences, maxRows));
  const { offset } = operation.query.selection;
  if (total !== undefined && offset > total && operation.source === undefined) {
    throw unsatisfiable(`An offset of ${offset} was requested, but there are only ${total} rows.`);
  }
  const updated = Number(row.updated ?? 0);
  return { body, count, affected, total, onlyUpdated: updated > 0 && updated === affected, status, headers };
}

function statement(
  operation: Operation,
  preferences: Preferences,
  media: MediaType,
): { text: string; params: readonly string[] } {
  const { source, rows, all, sql } = operation;
  const parts: string[] = [];
  if (source) parts.push(`_source as (${source.sql})`);
  if (rows !== undefined) parts.push(`_rows as (${rows})`);
  const counted = preferences.count === 'exact' || (source && preferences.count !== undefined);
  const text = `
    ${parts.length > 0 ? `with ${parts.join(', ')}` : ''}
    select ${rows === undefined ? 'null' : bodySql(operation, media)} as body,
           ${rows === undefined ? '0' : '(select count(*) from _rows)'} as count,
           ${source ? '(select count(*) from _source)' : 'null'} as affected,
           ${counted ? `(select count(*) from (${all}) as _all)` : 'null'} as total,
           nullif(current_setting('${UPDATED_SETTING}', true), '') as updated,
           nullif(current_setting('response.status', true), '') as status,
           nullif(current_setting('response.headers', true), '') as headers`;
  return { text, params: sql.params };
}

/** Postgres writes the JSON: JavaScript's numbers and dates would damage numeric, bigint, date and microseconds. */
function bodySql({ result }: Operation, media: MediaType): string {
  if (result === 'nothing') return 'null';
  if (result === 'values') return `(select coalesce(json_agg(_rows.${VALUE_COLUMN}), '[]') from _rows)::text`;
  if (result === 'one-value')
    return `coalesce((select to_json(_rows.${VALUE_COLUMN}) from _rows)::text, 'null')`;
  if (media === 'text/csv') {
    return `(select coalesce((select string_agg(_key, ',') from (select json_object_keys(_first) as _key
        from (select row_to_json(_rows) as _first from _rows limit 1) as _line) as _keys), '')
      || E'\\n' || coalesce(string_agg(substring(_rows::text, 2, length(_rows::text) - 2), E'\\n'), '') from _rows)`;
  }
  if (result === 'one-row' || media === 'application/vnd.pgrst.object+json') {
    return `coalesce((select json_agg(_rows) -> 0 from _rows)::text, 'null')`;
  }
  return `(select coalesce(json_agg(_rows), '[]') from _rows)::text`;
}

/** `planned` asks the planner; `estimated` counts as far as a page may go and asks the planner beyond. */
async function estimate(
  tx: Queryable,
  { counting }: Operation,
  { count }: Preferences,
  maxRows: number,
): Promise<number | undefined> {
  if (!counting || (count !== 'planned' && count !== 'estimated')) return undefined;
  const { text, params } = counting();
  if (count === 'estimated') {
    const limited = `select count(*) as total from (${text} limit ${maxRows + 1}) as _some`;
    const [row] = await tx.query<{ total: number }>(limited, params);
    if (row && row.total <= maxRows) return row.total;
  }
  const [row] = await tx.query<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }>(
    `explain (format json) ${text}`,
    params,
  );
  return row?.['QUERY PLAN'][0]?.Plan['Plan Rows'];
}
