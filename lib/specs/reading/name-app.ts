import { entitiesByApp } from '../knowledge/apps.ts';
import { determiners, openings, prepositions } from '../knowledge/words.ts';
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
  const kind = phrase.join(' ');
  if (phrase.length === 0 || !(isApp(phrase) || Object.hasOwn(entitiesByApp, kind))) return null;
  return usable(kind.charAt(0).toUpperCase() + kind.slice(1));
}

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
  return words.map((word) =>
    word === 'crm' || word === 'erp' || word === 'api' || word === 'cms' ? word.toUpperCase() : word,
  );
}

function usable(name: string): string | null {
  const short = name.slice(0, specLimits.nameLength).trim();
  return namePattern.test(short) ? short : null;
}
