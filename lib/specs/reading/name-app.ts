import { entitiesByApp } from '../knowledge/apps.ts';
import { determiners, fillers, openings, prepositions } from '../knowledge/words.ts';
import { namePattern, specLimits } from '../limits.ts';
import { isApp } from './app-words.ts';
import type { Line, Token } from './tokens.ts';

/** `A recipe book with …` → `Recipe book`; `… called Acme Desk` → `Acme Desk`; null where the words name no app. */
export function nameApp(lines: readonly Line[], prompt: string): string | null {
  const called =
    /\b(?:called|named)\s{1,4}["“]?(\p{Lu}[\p{L}\p{N}_-]{0,30}(?: \p{Lu}[\p{L}\p{N}_-]{0,30}){0,3})/u.exec(
      prompt,
    );
  if (called?.[1] !== undefined) return usable(called[1]);
  const first = lines[0]?.sentences[0] ?? [];
  const phrase = leadingPhrase(first);
  if (phrase.length === 0) return null;
  if (phrase.every((word) => generic.has(word))) return nameByPurpose(first, phrase.at(-1) ?? '');
  const kind = phrase.join(' ');
  const written = phrase.map((word) => (initialisms.has(word) ? word.toUpperCase() : word)).join(' ');
  if (!(isApp(phrase) || Object.hasOwn(entitiesByApp, kind))) return null;
  return usable(written.charAt(0).toUpperCase() + written.slice(1));
}

const generic = new Set([
  'app',
  'application',
  'system',
  'platform',
  'tool',
  'website',
  'site',
  'webapp',
  'software',
  'backend',
  'api',
  'rest',
]);

/** `an app for my bakery` → `Bakery app`. */
function nameByPurpose(tokens: readonly Token[], kind: string): string | null {
  const at = tokens.findIndex((token) => token.word === 'for');
  const words: string[] = [];
  for (const token of at === -1 ? [] : tokens.slice(at + 1)) {
    if (token.kind !== 'word' || words.length > 2) break;
    if (determiners.has(token.word) || fillers.has(token.word)) continue;
    if (prepositions.has(token.word) || token.word.endsWith('ing')) break;
    words.push(token.word);
  }
  const [first] = words;
  if (first === undefined || words.length > 2 || words.includes('and')) return null;
  return usable(
    `${first.charAt(0).toUpperCase()}${words.join(' ').slice(1)} ${initialisms.has(kind) ? kind.toUpperCase() : kind}`,
  );
}

const initialisms = new Set(['crm', 'erp', 'api', 'cms', 'hr', 'it']);

function leadingPhrase(tokens: readonly Token[]): string[] {
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'word') break;
    if (words.length === 0 && (openings.has(token.word) || determiners.has(token.word))) continue;
    if (prepositions.has(token.word) || token.word === 'and' || token.word === 'of') break;
    words.push(token.word);
    if (words.length > 1 && isApp(words) && !isApp([...words, 'x'])) {
      const next = tokens[tokens.indexOf(token) + 1];
      if (next?.kind !== 'word' || !isApp([next.word])) break;
    }
    if (words.length > 4) return [];
  }
  return words;
}

function usable(name: string): string | null {
  const short = name.slice(0, specLimits.nameLength).trim();
  return namePattern.test(short) ? short : null;
}
