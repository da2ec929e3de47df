import { singular } from '../naming.ts';

/** Words that end like plurals and are none, or whose textbook singular nobody uses. */
const unchanged = new Set(
  'data media sms gps dns css cms pos canvas gas atlas bonus chess news series species staff status address'.split(
    ' ',
  ),
);

export function singularWord(word: string): string {
  if (unchanged.has(word) || word.endsWith('ss') || !/^[a-z-]+$/.test(word)) return word;
  if (!word.includes('-')) return singular(word) || word;
  const parts = word.split('-');
  return [...parts.slice(0, -1), singularWord(parts.at(-1) ?? '')].join('-');
}

/** `blog posts` → `blog post`: only the last word bends. */
export function singularWords(words: readonly string[]): string[] {
  const last = words.at(-1);
  return last === undefined ? [] : [...words.slice(0, -1), singularWord(last)];
}

export function isPlural(word: string): boolean {
  return singularWord(word) !== word;
}
