import { appNouns, appNounsBehindAnother } from '../knowledge/apps.ts';

/** Whether a noun phrase names the app itself: `blog`, `issue tracker`, `recipe book`. */
export function isApp(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return appNouns.has(last) || (words.length > 1 && appNounsBehindAnother.has(last));
}
