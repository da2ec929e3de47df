import type { Database } from '../db/database.ts';
import { FOREIGN_KEYS, FUNCTIONS, TABLES } from './catalogue.ts';
import { type ForeignKey, type Relationship, relationshipsOf } from './relationships.ts';

export interface Column {
  readonly name: string;
  /** As `format_type` writes it, qualified: text that comes from Postgres and may stand in SQL. */
  readonly type: string;
  /** SQL expression that Postgres would use when the column is left out; null without one. */
  readonly default: string | null;
}

export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly isView: boolean;
  readonly columns: ReadonlyMap<string, Column>;
  readonly primaryKey: readonly string[];
}

export interface Argument {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly variadic: boolean;
}

export interface DatabaseFunction {
  readonly schema: string;
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly returnsSet: boolean;
  readonly returns: 'void' | 'scalar' | 'row';
  /** The table whose rows are returned: its embeds can be asked for. */
  readonly returnTable: { readonly schema: string; readonly name: string } | null;
  readonly volatile: boolean;
}

/** What the service knows of the database; read again when `pgrst` is notified. */
export interface SchemaCache {
  table(schema: string, name: string): Table | undefined;
  tableNames(schema: string): string[];
  functions(schema: string, name: string): readonly DatabaseFunction[];
  functionNames(schema: string): string[];
  relationships(schema: string, table: string): readonly Relationship[];
}

/** Reads the catalogue with an empty `search_path`, so that every type and default comes back qualified. */
export async function loadSchema(db: Database, schemas: readonly string[]): Promise<SchemaCache> {
  const [tables, keys, functions] = await db.transaction(async (tx) => {
    await tx.query(`select set_config('search_path', '', true)`);
    return [
      await tx.query<Omit<Table, 'columns'> & { columns: Column[] }>(TABLES, [schemas]),
      await tx.query<ForeignKey>(FOREIGN_KEYS),
      await tx.query<DatabaseFunction>(FUNCTIONS, [schemas]),
    ] as const;
  });
  const tablesByName = new Map(
    tables.map((table) => [
      key(table.schema, table.name),
      { ...table, columns: new Map(table.columns.map((column) => [column.name, column])) },
    ]),
  );
  const functionsByName = Map.groupBy(functions, ({ schema, name }) => key(schema, name));
  const relationships = relationshipsOf(keys);
  return {
    table: (schema, name) => tablesByName.get(key(schema, name)),
    tableNames: (schema) => tables.filter((table) => table.schema === schema).map(({ name }) => name),
    functions: (schema, name) => functionsByName.get(key(schema, name)) ?? [],
    functionNames: (schema) => [
      ...new Set(functions.filter((f) => f.schema === schema).map(({ name }) => name)),
    ],
    relationships: (schema, table) => relationships.get(key(schema, table)) ?? [],
  };
}

function key(schema: string, name: string): string {
  return `${schema}\0${name}`;
}
