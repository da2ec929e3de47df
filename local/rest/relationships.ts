export interface ForeignKey {
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly foreignSchema: string;
  readonly foreignTable: string;
  readonly foreignColumns: readonly string[];
  /** The referring columns are unique, so that each row has one partner at most. */
  readonly unique: boolean;
  /** The referring columns are part of the primary key, which is what makes a table a junction. */
  readonly inPrimaryKey: boolean;
}

/** A way from the rows of one table to those of another. Columns pair up by position. */
export interface Relationship {
  readonly cardinality: 'many-to-one' | 'one-to-many' | 'one-to-one' | 'many-to-many';
  readonly constraint: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly foreignSchema: string;
  readonly foreignTable: string;
  readonly foreignColumns: readonly string[];
  /** Columns of the junction that refer to this side and to the foreign one; only for many-to-many. */
  readonly junction?: {
    readonly schema: string;
    readonly table: string;
    readonly constraints: readonly [string, string];
    readonly columns: readonly string[];
    readonly foreignColumns: readonly string[];
  };
}

/** By `schema\0table`: every foreign key seen from both ends, and every pair of keys of a junction. */
export function relationshipsOf(keys: readonly ForeignKey[]): Map<string, Relationship[]> {
  const all = keys.flatMap((key) => bothWays(key));
  for (const group of Map.groupBy(
    keys.filter((key) => key.inPrimaryKey),
    ({ schema, table }) => `${schema}\0${table}`,
  ).values()) {
    for (const near of group) for (const far of group) if (near !== far) all.push(across(near, far));
  }
  return Map.groupBy(all, ({ schema, table }) => `${schema}\0${table}`);
}

export function isToOne({ cardinality }: Relationship): boolean {
  return cardinality === 'many-to-one' || cardinality === 'one-to-one';
}

function bothWays(key: ForeignKey): Relationship[] {
  const {
    name: constraint,
    schema,
    table,
    columns,
    foreignSchema,
    foreignTable,
    foreignColumns,
    unique,
  } = key;
  const forward = { constraint, schema, table, columns, foreignSchema, foreignTable, foreignColumns };
  const backward = {
    constraint,
    schema: foreignSchema,
    table: foreignTable,
    columns: foreignColumns,
    foreignSchema: schema,
    foreignTable: table,
    foreignColumns: columns,
  };
  return [
    { ...forward, cardinality: unique ? 'one-to-one' : 'many-to-one' },
    { ...backward, cardinality: unique ? 'one-to-one' : 'one-to-many' },
  ];
}

function across(near: ForeignKey, far: ForeignKey): Relationship {
  return {
    cardinality: 'many-to-many',
    constraint: near.table,
    schema: near.foreignSchema,
    table: near.foreignTable,
    columns: near.foreignColumns,
    foreignSchema: far.foreignSchema,
    foreignTable: far.foreignTable,
    foreignColumns: far.foreignColumns,
    junction: {
      schema: near.schema,
      table: near.table,
      constraints: [near.name, far.name],
      columns: near.columns,
      foreignColumns: far.columns,
    },
  };
}
