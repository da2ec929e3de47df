import { participles } from '../knowledge/relations.ts';
import { notValues, pronouns } from '../knowledge/words.ts';
import { findMarker, type Marker } from './markers.ts';
import { type Item, readItem, readItems, splitList } from './phrases.ts';
import type { Token } from './tokens.ts';

/** What a clause says, before anybody knows which nouns are entities. A null subject is the one spoken of before. */
export type Statement =
  | { readonly kind: 'has'; readonly subject: Item | null; readonly items: Item[]; readonly weak: boolean }
  | { readonly kind: 'holds'; readonly items: Item[] }
  | {
      readonly kind: 'belongs';
      readonly subject: Item | null;
      readonly targets: Item[];
      readonly role: string;
    }
  | { readonly kind: 'choice'; readonly subject: Item; readonly values: Item[] }
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
    if (next.subjectless) subject = [];
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
      // `posts and comments with a body` keeps its list; `users have names and posts have titles` is two clauses.
      return next.kind === 'with' ? next.from : at + 1;
    }
  }
  return next.from;
}

const clauseOpeners = new Set(['where', 'while', 'but', 'whereas', 'so', 'when', 'because']);

function state(marker: Marker, subjectTokens: readonly Token[], object: readonly Token[]): Statement[] {
  const subjects = readSubjects(subjectTokens);
  const subject = subjects.at(-1) ?? null;
  const items = readItems(object);
  switch (marker.kind) {
    case 'has':
    case 'with': {
      if (items.length === 0) return [];
      const weak = marker.kind === 'with';
      const owners = subjects.length === 0 ? [null] : weak ? [subject] : subjects;
      const listed: Statement[] = subjects.length > 1 ? [{ kind: 'list', items: subjects }] : [];
      return [...listed, ...owners.map((owner): Statement => ({ kind: 'has', subject: owner, items, weak }))];
    }
    case 'holds':
      return [...(items.length === 0 ? [] : [{ kind: 'holds', items } as const])];
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
      return items.length === 0 ? [] : [{ kind: 'acts', subject, verb: marker.word, objects: items }];
  }
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
  return subject === null || values.length < 2 || spoiled ? [] : [{ kind: 'choice', subject, values }];
}
