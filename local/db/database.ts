/** Runs one statement; values go in `params` ($1…), never into the text. */
export interface Queryable {
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Several statements at once, no parameters: migrations and bootstrap only. */
  exec(sql: string): Promise<void>;
}

/**
 * The one door to Postgres for everything under `local/`: PGlite in a worker by default, a native server by URL.
 * Errors are `DatabaseError`s that carry the SQLSTATE.
 */
export interface Database extends Queryable {
  /** Commits when `work` resolves, rolls back when it rejects. Transactions never nest and never run side by side. */
  transaction<Result>(work: (tx: Queryable) => Promise<Result>): Promise<Result>;
  /** Calls `onPayload` for every NOTIFY on `channel`, after commit. Returns the way to stop. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** What Postgres answered; the fields are those of the wire protocol's ErrorResponse. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: string;
  readonly detail: string | null;
  readonly hint: string | null;
  readonly constraint: string | null;
  readonly table: string | null;
  readonly schema: string | null;
  readonly column: string | null;

  constructor(fields: {
    message: string;
    code: string;
    detail?: string | null;
    hint?: string | null;
    constraint?: string | null;
    table?: string | null;
    schema?: string | null;
    column?: string | null;
  }) {
    super(fields.message);
    this.code = fields.code;
    this.detail = fields.detail ?? null;
    this.hint = fields.hint ?? null;
    this.constraint = fields.constraint ?? null;
    this.table = fields.table ?? null;
    this.schema = fields.schema ?? null;
    this.column = fields.column ?? null;
  }
}
