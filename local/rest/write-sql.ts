import { quoteIdentifier } from '../db/identifier.ts';
import type { Selection } from './ast.ts';
import { notImplemented, RestError } from './errors.ts';
import { conditionSql } from './filter-sql.ts';
import type { Preferences } from './preferences.ts';
import type { Query } from './query.ts';
import type { Column, SchemaCache, Table } from './schema.ts';
import { requiredColumns } from './select-sql.ts';
import { qualified, type SqlText } from './sql-text.ts';

/** A body: its text goes to Postgres as it came, `keys` and `count` are what had to be known of it here. */
export interface JsonBody {
  readonly text: string;
  readonly keys: readonly string[];
  readonly isArray: boolean;
  readonly count: number;
}

/** Counts the rows that an upsert updated, which is how an answer of 200 is told from 201. */
export const UPDATED_SETTING = 'cairn.updated';

/** `insert … returning …`, with `on conflict` when duplicates are to be merged or ignored. */
export function insertSql(
  sql: SqlText,
  table: Table,
  body: JsonBody,
  query: Query,
  preferences: Preferences,
  returning: string,
): string {
  const names = query.columns ?? body.keys;
  const columns = names.map((name) => columnOf(table, name));
  const target = qualified(table.schema, table.name);
  const conflict = conflictSql(table, columns, query, preferences);
  if (columns.length === 0) {
    // `{}` means one row of defaults, `[]` none at all.
    const values = body.count > 0 ? 'default values' : `select where false`;
    return `insert into ${target} ${values}${conflict} returning ${returning}`;
  }
  const list = columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  const defaults = preferences.missing === 'default' ? columns : [];
  const rows = recordset(sql, columns, body, defaults);
  return `insert into ${target} (${list}) select ${list} from ${rows} as _body${conflict} returning ${returning}`;
}

/** `update … returning …`; every column of the body is set in all rows that match. */
export function updateSql(
  sql: SqlText,
  table: Table,
  body: JsonBody,
  query: Query,
  preferences: Preferences,
  returning: string,
): string {
  refuseUnfiltered(query.selection, 'UPDATE');
  const columns = (query.columns ?? body.keys).map((name) => columnOf(table, name));
  const target = qualified(table.schema, table.name);
  if (columns.length === 0) return `select ${returning} from ${target} where false`;
  const where = whereSql(sql, table, query.selection);
  const rows = recordset(sql, columns, body, preferences.missing === 'default' ? columns : []);
  const set = columns
    .map(({ name }) => `${quoteIdentifier(name)} = _body.${quoteIdentifier(name)}`)
    .join(', ');
  return `update ${target} set ${set} from (select * from ${rows} as _all limit 1) as _body where ${where} returning ${returning}`;
}

export function deleteSql(sql: SqlText, table: Table, query: Query, returning: string): string {
  refuseUnfiltered(query.selection, 'DELETE');
  const where = whereSql(sql, table, query.selection);
  return `delete from ${qualified(table.schema, table.name)} where ${where} returning ${returning}`;
}

/** The list after `returning`: a constant when nobody looks at the rows, since reading a column takes a privilege. */
export function returningSql(
  cache: SchemaCache,
  table: Table,
  selection: Selection,
  preferences: Preferences,
): string {
  if (preferences.return !== 'representation') return '1';
  const columns = requiredColumns(cache, table.schema, table.name, selection);
  const alias = quoteIdentifier(table.name);
  if (columns.length === 0) return '1';
  return columns.map((name) => `${alias}.${name === '*' ? '*' : quoteIdentifier(name)}`).join(', ');
}

function conflictSql(
  table: Table,
  columns: readonly Column[],
  query: Query,
  preferences: Preferences,
): string {
  if (preferences.resolution === undefined) return '';
  const keys = query.onConflict ?? table.primaryKey;
  if (keys.length === 0) return '';
  const target = keys.map(quoteIdentifier).join(', ');
  if (preferences.resolution === 'ignore-duplicates' || columns.length === 0) {
    return ` on conflict (${target}) do nothing`;
  }
  const set = columns
    .map(({ name }) => `${quoteIdentifier(name)} = excluded.${quoteIdentifier(name)}`)
    .join(', ');
  const tally = `set_config('${UPDATED_SETTING}', (coalesce(nullif(current_setting('${UPDATED_SETTING}', true), ''), '0')::int + 1)::text, true)`;
  return ` on conflict (${target}) do update set ${set} where ${tally} is not null`;
}

/** Rows of the body typed as the table's columns, so that Postgres converts every value and nothing passes JavaScript. */
function recordset(
  sql: SqlText,
  columns: readonly Column[],
  body: JsonBody,
  defaults: readonly Column[],
): string {
  const types = columns.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`).join(', ');
  const json = `${sql.value(body.text)}::json`;
  const array = body.isArray ? json : `json_build_array(${json})`;
  const fallback = defaults.filter((column) => column.default !== null);
  if (fallback.length === 0) return `(select * from json_to_recordset(${array}) as _record (${types}))`;
  const pairs = fallback
    .map((column) => `${sql.value(column.name)}::text, to_jsonb(${column.default})`)
    .join(', ');
  const filled = `select json_agg(jsonb_build_object(${pairs}) || _element) from jsonb_array_elements((${array})::jsonb) as _element`;
  return `(select * from json_to_recordset((${filled})) as _record (${types}))`;
}

function whereSql(sql: SqlText, table: Table, selection: Selection): string {
  const scope = { alias: quoteIdentifier(table.name), table };
  return selection.conditions.map((condition) => conditionSql(sql, scope, condition)).join(' and ');
}

/** Hosted projects load `safeupdate`, and `limit` on writes is gone from PostgREST: both would hit more rows than meant. */
function refuseUnfiltered(selection: Selection, statement: 'UPDATE' | 'DELETE'): void {
  if (selection.limit !== undefined || selection.offset > 0) {
    throw notImplemented('limit and offset on updates and deletions');
  }
  if (selection.conditions.length === 0) {
    throw new RestError(400, '21000', `${statement} requires a WHERE clause`);
  }
}

function columnOf(table: Table, name: string): Column {
  const column = table.columns.get(name);
  if (column) return column;
  throw new RestError(
    400,
    'PGRST204',
    `Could not find the '${name}' column of '${table.name}' in the schema cache`,
  );
}
