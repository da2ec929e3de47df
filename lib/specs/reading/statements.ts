import { manageVerbs, participles, verbs } from '../knowledge/relations.ts';
import { notValues, pronouns } from '../knowledge/words.ts';
import { nounOf } from './draft.ts';
import { isPlural } from './inflection.ts';
import { knowNoun } from './knowledge.ts';
import { findMarker, type Marker } from './markers.ts';
import { type Item, readItem, readItems, splitList } from './phrases.ts';
import type { Token } from './tokens.ts';

/** `a post has …`, `posts with …` or `Post: …`. */
export type HasForm = 'verb' | 'with' | 'colon';

/** What a clause says, before anybody knows which nouns are entities. A null subject is the one spoken of before. */
export type Statement =
  | { readonly kind: 'has'; readonly subject: Item | null; readonly items: Item[]; readonly form: HasForm }
  | { readonly kind: 'holds'; readonly items: Item[] }
  | {
      readonly kind: 'belongs';
      readonly subject: Item | null;
      readonly targets: Item[];
      readonly role: string;
    }
  | { readonly kind: 'choice'; readonly subject: Item | null; readonly values: Item[] }
  | { readonly kind: 'flag'; readonly subjects: Item[]; readonly flag: 'required' | 'optional' | 'unique' }
  | { readonly kind: 'acts'; readonly subject: Item | null; readonly verb: string; readonly objects: Item[] }
  | { readonly kind: 'list'; readonly items: Item[] };

/** The statements of one sentence, left to right. A sentence without any verb is a `list`. */
export function readStatements(sentence: readonly Token[]): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  let marker = findMarker(sentence, 0);
  if (marker === null) {
    const items = readItems(sentence);
    return items.length === 0 ? [] : [{ kind: 'list', items }];
  }
  let subject = sentence.slice(0, marker.from);
  while (marker !== null) {
    const next = findMarker(sentence, marker.to);
    start = next === null ? sentence.length : subjectStart(sentence, marker.to, next);
    const object = sentence.slice(marker.to, Math.max(start, marker.to));
    statements.push(...state(marker, subject, object));
    if (next === null) break;
    // `tasks with a title`: without a joint the last noun of the object is the next subject, too.
    const between = sentence.slice(start, next.from);
    subject = between.length > 0 ? between : (splitList(object).at(-1) ?? []);
    const joined = joints.has(sentence[next.from - 1]?.word ?? '') && between.length === 0;
    // `… and can be open or done`: the subject stays what it was.
    if (next.subjectless || joined) subject = [];
    marker = next;
  }
  return statements;
}

/** Where the next clause's subject begins: after the last joint before its verb. */
function subjectStart(sentence: readonly Token[], from: number, next: Marker): number {
  if (next.subjectless) return next.from;
  for (let at = next.from - 1; at >= from; at -= 1) {
    const word = sentence[at]?.word;
    if (word === ',' || word === 'and' || word === ':' || clauseOpeners.has(word ?? '')) {
      return at + 1;
    }
  }
  return next.from;
}

const joints = new Set([',', 'and', 'but']);
const clauseOpeners = new Set(['where', 'while', 'but', 'whereas', 'so', 'when', 'because']);

function state(marker: Marker, subjectTokens: readonly Token[], object: readonly Token[]): Statement[] {
  const subjects = readSubjects(subjectTokens);
  const subject = subjects.at(-1) ?? null;
  const items = readItems(object);
  switch (marker.kind) {
    case 'has':
    case 'with': {
      if (items.length === 0) return [];
      const form = marker.kind === 'with' ? 'with' : 'verb';
      const owners = subjects.length === 0 ? [null] : form === 'with' ? [subject] : subjects;
      const listed: Statement[] = subjects.length > 1 ? [{ kind: 'list', items: subjects }] : [];
      return [...listed, ...owners.map((owner): Statement => ({ kind: 'has', subject: owner, items, form }))];
    }
    case 'holds':
      return readHolds(
        marker.word === 'for' ? items.filter((item) => isPlural(item.words.at(-1) ?? '')) : items,
      );
    case 'belongs': {
      const role = Object.hasOwn(participles, marker.word) ? (participles[marker.word] ?? '*') : '*';
      return items.length === 0 ? [] : [{ kind: 'belongs', subject, targets: items, role }];
    }
    case 'choice':
      return readChoice(subject, object);
    case 'flag': {
      const flag = marker.word === 'unique' ? 'unique' : marker.word === 'optional' ? 'optional' : 'required';
      return subjects.length === 0 ? [] : [{ kind: 'flag', subjects, flag }];
    }
    case 'acts':
      return readActs(subject, marker.word, object);
  }
}

function readHolds(items: Item[]): Statement[] {
  return items.length === 0 ? [] : [{ kind: 'holds', items }];
}

/** `write posts, like comments and follow topics`: an object that opens with a verb of its own is another act. */
function readActs(subject: Item | null, verb: string, object: readonly Token[]): Statement[] {
  const acts: Extract<Statement, { kind: 'acts' }>[] = [];
  let current = verb;
  for (const part of splitList(object)) {
    const words = part.filter((token) => token.kind === 'word').map((token) => token.word);
    const first = words[0] ?? '';
    const isVerb = Object.hasOwn(verbs, first) || manageVerbs.has(first);
    const opensAct = isVerb && part.length > 1 && knowNoun(nounOf(words)) === null;
    if (opensAct) current = first;
    const item = readItem(opensAct ? part.slice(1) : part);
    if (item !== null) acts.push({ kind: 'acts', subject, verb: current, objects: [item] });
  }
  return acts;
}

/** Pronouns and what introduces the clause fall away: an empty result means the subject of before. */
function readSubjects(tokens: readonly Token[]): Item[] {
  const opener = tokens.findLastIndex((token) => clauseOpeners.has(token.word) || token.word === ':');
  return splitList(tokens.slice(opener + 1)).flatMap((part) => {
    const item = readItem(part.filter((token) => !(token.kind === 'word' && subjectNoise.has(token.word))));
    return item === null || item.words.every((word) => pronouns.has(word)) ? [] : [item];
  });
}

const subjectNoise = new Set([
  'can',
  'may',
  'must',
  'should',
  'will',
  'also',
  'that',
  'which',
  'who',
  'let',
  'lets',
]);

function readChoice(subject: Item | null, object: readonly Token[]): Statement[] {
  const values = splitList(object.filter((token) => token.word !== 'either')).flatMap((part) => {
    const item = readItem(part.filter((token) => token.word !== 'or'));
    return item === null ? [] : [item];
  });
  const spoiled = values.some((value) => value.words.some((word) => notValues.has(word)));
  return values.length < 2 || spoiled ? [] : [{ kind: 'choice', subject, values }];
}
