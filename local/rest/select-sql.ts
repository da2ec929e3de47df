import { quoteIdentifier } from '../db/identifier.ts';
import type { ColumnItem, EmbedItem, OrderTerm, Selection } from './ast.ts';
import { notImplemented, RestError } from './errors.ts';
import { conditionSql, fieldSql, type Scope } from './filter-sql.ts';
import { findRelationship } from './find-relationship.ts';
import { isToOne, type Relationship } from './relationships.ts';
import type { SchemaCache } from './schema.ts';
import { qualified, type SqlText } from './sql-text.ts';

/** Where the rows of a selection come from. */
export interface Source {
  readonly schema: string;
  /** Name of the table whose columns and relationships the rows have. */
  readonly table: string;
  /** What stands after `from`, up to the alias. */
  readonly from: string;
  readonly alias: string;
}

/** Largest number of rows that any one selection gives; hosted projects start with 1,000. */
export interface Limits {
  readonly maxRows: number;
}

export interface SelectOptions {
  /** The source has applied the conditions. */
  readonly filtered?: boolean;
  /** A join condition that every row must meet. */
  readonly on?: string;
  /** All rows, not a page of them. */
  readonly unlimited?: boolean;
}

/** A `select` statement with the columns, embeds, conditions, order and page that are asked for. */
export function selectSql(
  sql: SqlText,
  cache: SchemaCache,
  limits: Limits,
  source: Source,
  selection: Selection,
  options: SelectOptions = {},
): string {
  const columns: string[] = [];
  const joins: string[] = [];
  const embeds = new Map<string, string>();
  const toOne = new Map<string, string>();
  const scope: Scope = { alias: source.alias, table: cache.table(source.schema, source.table), embeds };

  for (const item of selection.items) {
    if (item.kind === 'column') {
      columns.push(columnSql(sql, scope, item));
      continue;
    }
    const key = item.alias ?? item.name;
    const relationship = findRelationship(cache, source.schema, source.table, item.name, item.hint);
    const asked = selection.embeds.get(key);
    if (!asked) continue;
    const lateral = sql.alias('embed');
    joins.push(embedSql(sql, cache, limits, source.alias, item, relationship, asked, lateral));
    const one = isToOne(relationship);
    embeds.set(key, one ? lateral : `${lateral}.rows`);
    if (one) toOne.set(key, lateral);
    if (item.spread) {
      if (!one) throw notImplemented(`spreading '${item.name}', of which there may be many`);
      columns.push(`${lateral}.*`);
    } else if (item.items.length > 0) {
      const value = one ? `row_to_json(${lateral}.*)` : `coalesce(${lateral}.rows, '[]')`;
      columns.push(`${value} as ${quoteIdentifier(key)}`);
    }
  }

  const conditions = options.on ? [options.on] : [];
  if (!options.filtered) conditions.push(...selection.conditions.map((c) => conditionSql(sql, scope, c)));
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  const order = orderSql(sql, scope, toOne, source.table, selection.order);
  const page = options.unlimited ? '' : pageSql(sql, limits, selection);
  return `select ${columns.join(', ')} from ${source.from} as ${source.alias}${joins.join('')}${where}${order}${page}`;
}

/** The selection reduced to what decides which rows there are: for counting them. */
export function decisive(selection: Selection): Selection {
  const tested = new Set(selection.conditions.flatMap((c) => (c.kind === 'filter' ? [c.field.name] : ['*'])));
  const items = selection.items.filter(
    (item) => item.kind === 'embed' && (item.inner || tested.has('*') || tested.has(item.alias ?? item.name)),
  );
  return { ...selection, items, order: [] };
}

/** Columns that a selection reads from its source: for `returning`, which should ask for no privilege beyond them. */
export function requiredColumns(
  cache: SchemaCache,
  schema: string,
  table: string,
  selection: Selection,
): string[] {
  const names = new Set<string>();
  for (const item of selection.items) {
    if (item.kind === 'column') names.add(item.field.name);
    else
      for (const name of findRelationship(cache, schema, table, item.name, item.hint).columns)
        names.add(name);
  }
  for (const { embed, field } of selection.order) if (embed === undefined) names.add(field.name);
  return names.has('*')
    ? ['*', ...[...names].filter((name) => name !== '*' && !cache.table(schema, table)?.columns.has(name))]
    : [...names];
}

/** Types that SQL spells in words of its own; any other name is quoted. */
const SPELLED_TYPES = new Set([
  'bigint',
  'bit varying',
  'boolean',
  'character',
  'character varying',
  'decimal',
  'double precision',
  'int',
  'integer',
  'numeric',
  'real',
  'smallint',
  'time with time zone',
  'time without time zone',
  'timestamp with time zone',
  'timestamp without time zone',
  'varchar',
]);

function columnSql(sql: SqlText, scope: Scope, { field, alias, cast }: ColumnItem): string {
  if (field.name === '*') return `${scope.alias}.*`;
  const value = fieldSql(sql, scope, field);
  const name =
    alias ??
    nameOf(field.path.map(({ key }) => key)) ??
    (cast || field.path.length > 0 ? field.name : undefined);
  const typed = cast === undefined ? value : `cast(${value} as ${typeSql(cast)})`;
  return name === undefined ? typed : `${typed} as ${quoteIdentifier(name)}`;
}

/** A path is named by its last key that is no index. */
function nameOf(keys: readonly (string | number)[]): string | undefined {
  return keys.findLast((key) => typeof key === 'string') as string | undefined;
}

function typeSql(cast: string): string {
  const array = cast.endsWith('[]') ? '[]' : '';
  const name = cast.slice(0, cast.length - array.length);
  return (SPELLED_TYPES.has(name.toLowerCase()) ? name : quoteIdentifier(name)) + array;
}

function embedSql(
  sql: SqlText,
  cache: SchemaCache,
  limits: Limits,
  parent: string,
  item: EmbedItem,
  relationship: Relationship,
  selection: Selection,
  lateral: string,
): string {
  const { foreignSchema: schema, foreignTable: table, columns, foreignColumns, junction } = relationship;
  const alias = sql.alias(table);
  const pairs = (left: string, a: readonly string[], right: string, b: readonly string[]) =>
    a.map((name, i) => `${left}.${quoteIdentifier(name)} = ${right}.${quoteIdentifier(b[i] ?? '')}`);
  let on: string;
  if (junction) {
    const between = sql.alias(junction.table);
    const near = pairs(between, junction.columns, parent, columns);
    const far = pairs(between, junction.foreignColumns, alias, foreignColumns);
    on = `exists (select from ${qualified(junction.schema, junction.table)} as ${between} where ${[...near, ...far].join(' and ')})`;
  } else {
    on = pairs(alias, foreignColumns, parent, columns).join(' and ');
  }
  const source = { schema, table, from: qualified(schema, table), alias };
  const one = isToOne(relationship);
  const rows = selectSql(sql, cache, limits, source, selection, { on, unlimited: one });
  const join = item.inner ? 'inner join' : 'left join';
  if (one) return ` ${join} lateral (${rows}) as ${lateral} on true`;
  const each = sql.alias('each');
  const exists = item.inner ? `${lateral}.rows is not null` : 'true';
  return ` ${join} lateral (select json_agg(${each}) as rows from (${rows}) as ${each}) as ${lateral} on ${exists}`;
}

function orderSql(
  sql: SqlText,
  scope: Scope,
  toOne: ReadonlyMap<string, string>,
  origin: string,
  terms: readonly OrderTerm[],
): string {
  if (terms.length === 0) return '';
  const parts = terms.map(({ embed, field, direction, nulls }) => {
    let of = scope;
    if (embed !== undefined) {
      const alias = toOne.get(embed);
      if (alias === undefined) throw relatedOrder(scope, origin, embed);
      of = { alias, table: undefined };
    }
    return `${fieldSql(sql, of, field)}${direction ? ` ${direction}` : ''}${nulls ? ` nulls ${nulls}` : ''}`;
  });
  return ` order by ${parts.join(', ')}`;
}

function relatedOrder(scope: Scope, origin: string, embed: string): RestError {
  if (!scope.embeds?.has(embed)) return notEmbedded(embed);
  return new RestError(400, 'PGRST118', `A related order on '${embed}' is not possible`, {
    details: `'${origin}' and '${embed}' do not form a many-to-one or one-to-one relationship`,
  });
}

export function notEmbedded(name: string): RestError {
  return new RestError(400, 'PGRST108', `'${name}' is not an embedded resource in this request`, {
    hint: `Verify that '${name}' is included in the 'select' query parameter.`,
  });
}

function pageSql(sql: SqlText, limits: Limits, { limit, offset }: Selection): string {
  const rows = Math.min(limit ?? limits.maxRows, limits.maxRows);
  return ` limit ${sql.value(String(rows))}${offset > 0 ? ` offset ${sql.value(String(offset))}` : ''}`;
}
