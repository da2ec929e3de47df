/**
 * How Postgres values reach JavaScript, the same for PGlite and a native server:
 *
 * | Postgres                                | JavaScript                                              |
 * |-----------------------------------------|---------------------------------------------------------|
 * | bool                                    | boolean                                                 |
 * | int2, int4, oid, float4, float8         | number                                                  |
 * | int8                                    | number when it is a safe integer, else its text         |
 * | json, jsonb                             | parsed                                                  |
 * | timestamptz                             | Date (microseconds are lost: select `::text` to keep)   |
 * | bytea                                   | Uint8Array                                              |
 * | numeric, date, timestamp, uuid, the rest | text as Postgres writes it                             |
 *
 * Arrays of built-in types become arrays of those. Parameters may be any of them; for json pass an object or JSON text.
 */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === 't',
  17: (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex')),
  20: int8,
  21: Number,
  23: Number,
  26: Number,
  700: Number,
  701: Number,
  114: (text) => JSON.parse(text),
  3802: (text) => JSON.parse(text),
  1082: verbatim,
  1114: verbatim,
  1184: timestamptz,
};

const BYTEA = 17;
const BOOL = 16;
const INT8 = 20;

/** PGlite asks per parameter type; text is always left to Postgres to read, so that a bad value gets Postgres' own error. */
export const serializers: Readonly<Record<number, (value: unknown) => string>> = {
  [BOOL]: String,
  [INT8]: String,
  [BYTEA]: (value) =>
    value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : String(value),
  1082: dateOrText,
  1114: dateOrText,
  1184: dateOrText,
};

function int8(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

/** `infinity` and years outside of Date's range stay text rather than becoming an invalid Date. */
function timestamptz(text: string): Date | string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date;
}

function verbatim(text: string): string {
  return text;
}

function dateOrText(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
