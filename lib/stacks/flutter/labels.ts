import { plural, sentenceCase } from '../../specs/naming.ts';

/** As people wrote it, but with spaces for separators and one capital; accents stay. */
export function labelOf(name: string): string {
  if (isAscii(name)) return sentenceCase(name);
  const text = name
    .normalize('NFC')
    .replace(/[\s_-]+/g, ' ')
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Only English words have a plural that can be told; others stay as they are. */
export function pluralLabelOf(name: string): string {
  return isAscii(name) ? sentenceCase(plural(name)) : labelOf(name);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
