import { plural, words } from './naming.ts';

/** Names with equal keys give equal identifiers in some language: `unit price`, `UnitPrice`, `Unit-Price`. */
export function identifierKey(name: string): string {
  return words(name).join('');
}

/** Entities also clash in the plural, which names tables, routes and lists: `Post` and `Posts`. */
export function entityKey(name: string): string {
  return plural(name).replaceAll(' ', '');
}

/** A reference takes its name and the column behind it, so `author` and `author id` cannot stand side by side. */
export function referenceKeys(name: string): string[] {
  const parts = words(name);
  const base = parts.length > 1 && parts.at(-1) === 'id' ? parts.slice(0, -1).join('') : parts.join('');
  return [base, `${base}id`];
}
