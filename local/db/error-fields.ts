import type { DatabaseError } from './database.ts';

/** A `DatabaseError` as plain data, for crossing threads. */
export type ErrorFields = ConstructorParameters<typeof DatabaseError>[0];

/** Reads the wire protocol's fields off whatever PGlite or pg threw; other failures get SQLSTATE XX000. */
export function toFields(error: unknown): ErrorFields {
  const source = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof source[name] === 'string' ? source[name] : null);
  return {
    message: text('message') ?? String(error),
    code: text('code') ?? 'XX000',
    detail: text('detail'),
    hint: text('hint'),
    constraint: text('constraint'),
    table: text('table'),
    schema: text('schema'),
    column: text('column'),
  };
}
