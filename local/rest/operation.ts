import { quoteIdentifier } from '../db/identifier.ts';
import { readArguments, readJsonBody } from './body.ts';
import { argumentNames, type CallArguments, callSql, closest, findFunction, SCALAR } from './call-sql.ts';
import { RestError } from './errors.ts';
import type { Preferences } from './preferences.ts';
import { applyRange, parseQuery, type Query } from './query.ts';
import type { DatabaseFunction, SchemaCache, Table } from './schema.ts';
import { decisive, type Limits, type Source, selectSql } from './select-sql.ts';
import { qualified, SqlText } from './sql-text.ts';
import { deleteSql, insertSql, type JsonBody, returningSql, updateSql } from './write-sql.ts';

export type Kind = 'read' | 'insert' | 'update' | 'delete' | 'call';

/** A request understood: what to run, in which kind of transaction, and how its rows become an answer. */
export interface Operation {
  readonly kind: Kind;
  readonly readOnly: boolean;
  readonly query: Query;
  /** Common table expression that changes or calls; its rows are then selected from. Empty for reads. */
  readonly source: { readonly sql: string } | undefined;
  /** The page of rows that is answered; undefined when none is. */
  readonly rows: string | undefined;
  /** All rows without the page, for `count=exact`. */
  readonly all: string;
  readonly sql: SqlText;
  readonly result: 'rows' | 'one-row' | 'values' | 'one-value' | 'nothing';
  /** Builds the counting statement by itself, for `explain`. Reads only. */
  readonly counting: (() => { text: string; params: readonly string[] }) | undefined;
}

interface Inputs {
  readonly request: Request;
  readonly url: URL;
  readonly cache: SchemaCache;
  readonly limits: Limits;
  readonly schema: string;
  readonly preferences: Preferences;
}

/** `GET`, `HEAD`, `POST`, `PATCH`, `DELETE` on a table or view. */
export async function tableOperation(inputs: Inputs, name: string): Promise<Operation> {
  const { request, url, cache, schema } = inputs;
  const table = cache.table(schema, name);
  if (!table) {
    throw new RestError(404, 'PGRST205', `Could not find the table '${schema}.${name}' in the schema cache`, {
      hint: closest(
        cache.tableNames(schema),
        name,
        (other) => `Perhaps you meant the table '${schema}.${other}'`,
      ),
    });
  }
  const query = parseQuery(url.searchParams);
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      applyRange(query.selection, request.headers.get('range'), url.searchParams);
      return readOperation(inputs, table, query);
    case 'POST':
      return writeOperation(inputs, table, query, 'insert', await readJsonBody(request, query.columns));
    case 'PATCH':
      return writeOperation(inputs, table, query, 'update', await readJsonBody(request, query.columns));
    case 'DELETE':
      return writeOperation(inputs, table, query, 'delete', {
        text: '{}',
        keys: [],
        isArray: false,
        count: 0,
      });
    default:
      throw new RestError(405, 'PGRST117', `Unsupported HTTP method: ${request.method}`);
  }
}

/** `GET`, `HEAD`, `POST` on `rpc/<name>`. */
export async function callOperation(inputs: Inputs, name: string): Promise<Operation> {
  const { request, url, cache, schema, limits } = inputs;
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
    throw new RestError(405, 'PGRST101', 'Only GET, HEAD and POST verbs are allowed on RPC');
  }
  const fromUrl = method !== 'POST';
  const known = fromUrl ? argumentNames(cache, schema, name) : new Set<string>();
  const args: CallArguments = fromUrl
    ? { kind: 'url', values: new Map([...url.searchParams].filter(([key]) => known.has(key))) }
    : { kind: 'json', body: await readArguments(request) };
  const fn = findFunction(cache, schema, name, args);
  const query = parseQuery(url.searchParams, known);
  if (fromUrl) applyRange(query.selection, request.headers.get('range'), url.searchParams);

  const sql = new SqlText();
  const call = callSql(sql, fn, args);
  const from = sourceOfCall(fn);
  const selection =
    fn.returns === 'row'
      ? query.selection
      : {
          ...query.selection,
          items: [
            { kind: 'column' as const, field: { name: '*', path: [] }, alias: undefined, cast: undefined },
          ],
        };
  return {
    kind: 'call',
    readOnly: fromUrl || !fn.volatile,
    query,
    source: { sql: call },
    rows: selectSql(sql, cache, limits, from, selection),
    all: selectSql(sql, cache, limits, from, decisive(selection), { unlimited: true }),
    sql,
    result: inputs.preferences.return === 'minimal' ? 'nothing' : resultOf(fn),
    counting: undefined,
  };
}

/** The column that a scalar function's rows have. */
export const VALUE_COLUMN = quoteIdentifier(SCALAR);

function readOperation(inputs: Inputs, table: Table, query: Query): Operation {
  const { cache, limits } = inputs;
  const source: Source = {
    schema: table.schema,
    table: table.name,
    from: qualified(table.schema, table.name),
    alias: quoteIdentifier(table.name),
  };
  const count = (sql: SqlText) =>
    selectSql(sql, cache, limits, source, decisive(query.selection), { unlimited: true });
  const sql = new SqlText();
  return {
    kind: 'read',
    readOnly: true,
    query,
    source: undefined,
    rows: selectSql(sql, cache, limits, source, query.selection),
    all: inputs.preferences.count === 'exact' ? count(sql) : '',
    sql,
    result: 'rows',
    counting: () => {
      const alone = new SqlText();
      return { text: count(alone), params: alone.params };
    },
  };
}

function writeOperation(
  inputs: Inputs,
  table: Table,
  query: Query,
  kind: 'insert' | 'update' | 'delete',
  body: JsonBody,
): Operation {
  const { cache, limits, preferences } = inputs;
  const sql = new SqlText();
  const returning = returningSql(cache, table, query.selection, preferences);
  const write = {
    insert: () => insertSql(sql, table, body, query, preferences, returning),
    update: () => updateSql(sql, table, body, query, preferences, returning),
    delete: () => deleteSql(sql, table, query, returning),
  }[kind]();
  const source: Source = {
    schema: table.schema,
    table: table.name,
    from: '_source',
    alias: quoteIdentifier(table.name),
  };
  return {
    kind,
    readOnly: false,
    query,
    source: { sql: write },
    rows:
      preferences.return === 'representation'
        ? selectSql(sql, cache, limits, source, query.selection, { filtered: true, unlimited: true })
        : undefined,
    all: 'select from _source',
    sql,
    result: 'rows',
    counting: undefined,
  };
}

function sourceOfCall(fn: DatabaseFunction): Source {
  const { schema, name } = fn.returnTable ?? fn;
  return { schema, table: name, from: '_source', alias: quoteIdentifier(name) };
}

function resultOf(fn: DatabaseFunction): Operation['result'] {
  if (fn.returns === 'void') return 'nothing';
  if (fn.returns === 'scalar') return fn.returnsSet ? 'values' : 'one-value';
  return fn.returnsSet ? 'rows' : 'one-row';
}
