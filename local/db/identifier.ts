/** A name as it may stand in SQL text. Postgres' own rule: double quotes around, double quotes inside doubled. */
export function quoteIdentifier(name: string): string {
  if (name.includes('\0')) throw new RangeError('A name in SQL cannot contain a zero byte.');
  return `"${name.replaceAll('"', '""')}"`;
}
