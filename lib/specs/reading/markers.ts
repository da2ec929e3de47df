import { appNouns } from '../knowledge/apps.ts';
import { manageVerbs, participles, verbs } from '../knowledge/relations.ts';
import { isActor } from './actors.ts';
import { singularWord } from './inflection.ts';
import type { Token } from './tokens.ts';

/** A verb, or what stands for one, between a subject and its objects; `from` and `to` bound its tokens. */
export interface Marker {
  readonly kind: 'has' | 'with' | 'holds' | 'belongs' | 'choice' | 'flag' | 'acts';
  readonly from: number;
  readonly to: number;
  readonly word: string;
  /** Speaks of the app or of nobody: `to manage books`, `keeps track of loans`. */
  readonly subjectless: boolean;
}

/** The first marker at or after `start`, at the sentence's own level (groups are single tokens). */
export function findMarker(tokens: readonly Token[], start: number): Marker | null {
  for (let at = start; at < tokens.length; at += 1) {
    const found = tokens[at]?.kind === 'word' ? markerAt(tokens, at) : null;
    if (found !== null) return found;
  }
  return null;
}

const haveWords = new Set([
  'has',
  'have',
  'having',
  'contains',
  'contain',
  'containing',
  'includes',
  'include',
  'including',
]);
const needWords = new Set(['needs', 'requires', 'comprises', 'gets', 'carries', 'holds']);
const be = new Set(['is', 'are', 'be', 'being', 'was', 'were']);
const modal = new Set(['can', 'may', 'must', 'should', 'could', 'might', 'will', 'shall']);

function markerAt(tokens: readonly Token[], at: number): Marker | null {
  const word = tokens[at]?.word ?? '';
  const next = tokens[at + 1]?.word ?? '';
  const marker = (kind: Marker['kind'], length: number, base = word, subjectless = false): Marker => ({
    kind,
    from: at,
    to: at + length,
    word: base,
    subjectless,
  });
  if (haveWords.has(word) || needWords.has(word)) return marker('has', 1);
  if (word === 'with') return marker('with', 1);
  if (
    (word === 'for' || word === 'of') &&
    appNouns.has(tokens[at - 1]?.word ?? '') &&
    !next.endsWith('ing')
  ) {
    return marker('holds', 1, 'for', true);
  }
  if ((word === 'consists' || word === 'consist' || word === 'consisting') && next === 'of')
    return marker('has', 2);
  if ((word === 'belongs' || word === 'belong' || word === 'belonging') && next === 'to')
    return marker('belongs', 2);
  if (word === 'references' || word === 'reference') return at === 0 ? null : marker('belongs', 1);
  if ((word === 'refers' || word === 'refer') && next === 'to') return marker('belongs', 2);
  if (be.has(word)) return stateAt(tokens, at, 1, marker);
  if (modal.has(word) && haveWords.has(next)) return marker('has', 2);
  if (modal.has(word)) return be.has(next) ? stateAt(tokens, at, 2, marker) : actionAt(tokens, at, 1, marker);
  if (participleWithBy(tokens, at)) return marker('belongs', 2);
  if (word === 'able' && next === 'to') return actionAt(tokens, at, 2, marker);
  if (word === 'keep' || word === 'keeps' || word === 'keeping') {
    if (next === 'track' && tokens[at + 2]?.word === 'of') return marker('holds', 3, word, true);
  }
  if (word === 'to' && manageVerbs.has(next) && !actorBefore(tokens, at))
    return marker('holds', verbRun(tokens, at + 1) - at, next, true);
  if (actorBefore(tokens, at)) {
    const skip = word === 'to' ? 1 : 0;
    return Object.hasOwn(verbs, tokens[at + skip]?.word ?? '') ? actionAt(tokens, at, skip, marker) : null;
  }
  const stem = verbStem(word);
  return stem !== null && introducesObjects(tokens, at)
    ? marker('holds', verbRun(tokens, at) - at, stem, true)
    : null;
}

/** `for booking rooms` and `app tracking books`, but neither `a booking app` nor `tracking number`. */
function introducesObjects(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  const before = tokens[at - 1]?.word ?? '';
  const next = tokens[at + 1];
  if (next?.kind !== 'word' || appNouns.has(next.word) || be.has(next.word) || haveWords.has(next.word))
    return false;
  if (!word.endsWith('ing')) return at > 0 || word.startsWith('manage') || word.startsWith('track');
  return before === '' || before === 'for' || before === 'about' || before === 'by' || appNouns.has(before);
}

type Make = (kind: Marker['kind'], length: number, base?: string, subjectless?: boolean) => Marker;

/** Behind `is` or `can be`: `part of`, `written by`, `one of`, `required`, or values. */
function stateAt(tokens: readonly Token[], at: number, skip: number, marker: Make): Marker | null {
  const word = tokens[at + skip]?.word ?? '';
  const after = tokens[at + skip + 1]?.word ?? '';
  if (word === 'part' && after === 'of') return marker('belongs', skip + 2, 'part');
  if (word === 'one' && after === 'of') return marker('choice', skip + 2);
  if (word === 'for') return marker('belongs', skip + 1);
  if (word === 'identified' || word === 'described') return marker('has', skip + 2);
  if (Object.hasOwn(participles, word) && linkWords.has(after)) return marker('belongs', skip + 2, word);
  if (['required', 'mandatory', 'optional', 'unique'].includes(word)) return marker('flag', skip + 1, word);
  if (['empty', 'null', 'blank'].includes(word)) return marker('flag', skip + 1, 'optional');
  const rest = tokens.slice(at + skip, at + skip + 60);
  const stop = rest.findIndex((token) => be.has(token.word) || haveWords.has(token.word));
  return rest
    .slice(0, stop === -1 ? undefined : stop)
    .some((token) => token.word === 'or' || token.word === '/')
    ? marker('choice', skip)
    : null;
}

const linkWords = new Set(['by', 'to', 'with', 'in', 'into', 'under']);

function participleWithBy(tokens: readonly Token[], at: number): boolean {
  return (
    at > 0 &&
    Object.hasOwn(participles, tokens[at]?.word ?? '') &&
    ['by', 'to'].includes(tokens[at + 1]?.word ?? '')
  );
}

/** `can write posts`, `can create, edit and delete posts`: the first verb with a meaning of its own counts. */
function actionAt(tokens: readonly Token[], at: number, skip: number, marker: Make): Marker | null {
  const first = at + skip;
  const end = Math.max(verbRun(tokens, first), first + 1);
  if (end > tokens.length || tokens[first]?.kind !== 'word') return null;
  const run = tokens.slice(first, end).map((token) => token.word);
  const verb = run.find((word) => Object.hasOwn(verbs, word)) ?? run[0] ?? '';
  const preposition = ['on', 'in', 'to', 'for', 'at', 'up'].includes(tokens[end]?.word ?? '') ? 1 : 0;
  return marker('acts', end - at + preposition, verb);
}

/** The end of `create, edit and delete`: verbs joined by commas and `and`, as long as a noun still follows. */
function verbRun(tokens: readonly Token[], from: number): number {
  let end = from + 1;
  for (let at = from + 1; at < tokens.length; at += 1) {
    const word = tokens[at]?.word ?? '';
    if (word === ',' || word === 'and' || word === 'or') continue;
    if (verbStem(word) === null && !manageVerbs.has(word) && !Object.hasOwn(verbs, word)) break;
    if (tokens[at - 1]?.kind === 'word' && !['and', 'or'].includes(tokens[at - 1]?.word ?? '')) break;
    end = at + 1;
  }
  return end < tokens.length ? end : from + 1;
}

/** `managing`, `manages` → `manage`, for verbs that say what an app holds. Bare forms are too often nouns. */
function verbStem(word: string): string | null {
  if (word === 'manage' || word === 'track' || word === 'organize' || word === 'organise') return word;
  const stems = word.endsWith('ing')
    ? [word.slice(0, -3), `${word.slice(0, -3)}e`, word.slice(0, -4)]
    : [
          'manages',
          'tracks',
          'stores',
          'handles',
          'records',
          'organizes',
          'lists',
          'sells',
          'maintains',
        ].includes(word)
      ? [word.slice(0, -1)]
      : [];
  return stems.find((stem) => manageVerbs.has(stem)) ?? null;
}

/** Whether a plural person stands right before: `customers place orders`, `lets users to book rooms`. */
function actorBefore(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before?.kind !== 'word') return false;
  const one = singularWord(before.word);
  return one !== before.word && isActor(one);
}
