import { quoteIdentifier } from '../db/identifier.ts';

/** SQL under construction. What clients send goes in by `value` alone; names go in by `quoteIdentifier` alone. */
export class SqlText {
  readonly params: string[] = [];
  #aliases = 0;

  /** The placeholder of a value. */
  value(value: string): string {
    this.params.push(value);
    return `$${this.params.length}`;
  }

  /** A quoted alias that nothing else in the statement has. */
  alias(hint: string): string {
    this.#aliases += 1;
    // Postgres cuts names at 63 bytes; the number in front keeps cut ones apart.
    return quoteIdentifier(`_${this.#aliases}_${hint}`);
  }
}

/** An array literal of text elements, for `= any ($n)`, where Postgres knows the element type and PGlite need not. */
export function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}

export function qualified(schema: string, name: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
