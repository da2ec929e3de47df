import type { Queryable } from '../db/database.ts';
import type { InngestEvent } from './protocol.ts';
import type { Registry } from './registry.ts';

/** One transaction of the executor: everything that follows from one cause commits together. */
export interface Unit {
  readonly tx: Queryable;
  readonly registry: Registry;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The engine's own events (`inngest/function.…`), dispatched before the commit. */
  readonly emitted: InngestEvent[];
}

/** A time as a `timestamptz` parameter. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
