import anyAscii from 'any-ascii';
import pluralize from 'pluralize';

/** Splits a name into lower-case ASCII words: `"Ünit price2"`, `unitPrice2`, `UNIT_PRICE2` → `unit`, `price2`. */
export function words(name: string): string[] {
  return anyAscii(name.normalize('NFC'))
    .replace(/['’]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

export function pascalCase(name: string): string {
  return words(name).map(capitalize).join('');
}

export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

export function snakeCase(name: string): string {
  return words(name).join('_');
}

export function kebabCase(name: string): string {
  return words(name).join('-');
}

/** `unit_price` → `Unit price`. */
export function sentenceCase(name: string): string {
  const text = words(name).join(' ');
  return capitalize(text);
}

/** `unit_price` → `Unit Price`. */
export function titleCase(name: string): string {
  return words(name).map(capitalize).join(' ');
}

/** Pluralises the last word and keeps the rest: `blog post` → `blog posts`, `person` → `people`. Lower-case words joined by spaces. */
export function plural(name: string): string {
  return inflectLast(name, (word) => pluralize.plural(word));
}

export function singular(name: string): string {
  return inflectLast(name, (word) => pluralize.singular(word));
}

function inflectLast(name: string, inflect: (word: string) => string): string {
  const all = words(name);
  const last = all.pop();
  return last === undefined ? '' : [...all, inflect(last)].join(' ');
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
