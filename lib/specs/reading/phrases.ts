import { borrowingWords, typeWords } from '../knowledge/fields.ts';
import { determiners, fillers, prepositions, quantifiers } from '../knowledge/words.ts';
import type { ScalarType } from '../schemas.ts';
import { isPlural, singularWord } from './inflection.ts';
import type { Token } from './tokens.ts';

/** One noun phrase of a list: `an optional unit price (decimal)`, `many tags`, `a status: draft or published`. */
export interface Item {
  /** The noun and what stands before it, lower case, as written: `unit price`, `blog posts`. */
  readonly words: readonly string[];
  readonly article: boolean;
  readonly many: boolean;
  readonly required: boolean | null;
  readonly unique: boolean;
  readonly type: ScalarType | null;
  /** `(draft, published)` or `: draft or published`. */
  readonly inner: readonly Item[];
  /** `'s` or `of`: `the status of a task` has the owner `task`. */
  readonly owner: readonly string[];
  /** Says `or` between the inner items: values, not parts. */
  readonly choice: boolean;
}

export const plainItem: Item = {
  words: [],
  article: false,
  many: false,
  required: null,
  unique: false,
  type: null,
  inner: [],
  owner: [],
  choice: false,
};

/** Splits at commas and `and`, then reads each part. Parts that hold no noun are left out. */
export function readItems(tokens: readonly Token[]): Item[] {
  return lendNouns(splitList(tokens)).flatMap((part) => {
    const item = readItem(part);
    return item === null ? [] : [item];
  });
}

const joints = new Set(['and', 'plus', 'also', 'or', 'nor']);
const choiceOpeners = new Set([':', 'of', 'either']);

/** Parts of a list. An `or` joins its part, and those before it up to an opener, to one: `a status: a, b or c`. */
export function splitList(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [];
  let part: Token[] = [];
  let opener = -1;
  let sawOr = false;
  const close = () => {
    if (part.length > 0) parts.push(part);
    if (part.some((token) => choiceOpeners.has(token.word))) opener = parts.length - 1;
    if (sawOr && opener !== -1 && opener < parts.length - 1) {
      const joined = parts.splice(opener).flatMap((each, index) => (index === 0 ? each : [comma, ...each]));
      parts.push([...joined, or]);
      opener = -1;
    }
    sawOr = false;
    part = [];
  };
  for (const token of tokens) {
    if (token.word === 'or') {
      close();
      sawOr = true;
    } else if (token.word === ',' || (token.kind === 'word' && joints.has(token.word))) {
      close();
    } else part.push(token);
  }
  close();
  return parts;
}

const comma: Token = { kind: 'mark', word: ',' };
const or: Token = { kind: 'word', word: 'or' };

/** `first and last name` → `first name`, `last name`. */
function lendNouns(parts: Token[][]): Token[][] {
  return parts.map((part, index) => {
    const next = parts[index + 1];
    const [last] = part.slice(-1);
    const noun = next?.at(-1);
    const lends =
      last !== undefined && borrowingWords.has(last.word) && next !== undefined && next.length > 1;
    return lends && noun?.kind === 'word' && borrowingWords.has(next.at(-2)?.word ?? '')
      ? [...part, noun]
      : part;
  });
}

const flagWords: Readonly<Record<string, Partial<Pick<Item, 'required' | 'unique'>>>> = {
  optional: { required: false },
  optionally: { required: false },
  nullable: { required: false },
  required: { required: true },
  mandatory: { required: true },
  unique: { unique: true },
};
const maxWords = 4;

/** `depth` counts the colons and parentheses around; beyond two nobody means anything by them. */
export function readItem(tokens: readonly Token[], depth = 0): Item | null {
  const found = { article: false, many: false, required: null as boolean | null, unique: false };
  let type: ScalarType | null = null;
  let inner: Item[] = [];
  let choice = false;
  const words: string[] = [];
  const owner: string[] = [];
  let inOwner = false;

  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const { word } = token;
    const opens =
      token.kind === 'group' || word === ':' || word === 'either' || opensValues(tokens, at, words);
    if (opens && depth >= 2) break;
    if (token.kind === 'group') {
      const note = readNote(token.inner, depth);
      Object.assign(found, note.flags);
      type ??= note.type;
      if (note.items.length > 0) inner = note.items;
      choice ||= note.choice;
    } else if (opens) {
      const note = readNote(tokens.slice(at + 1), depth);
      Object.assign(found, note.flags);
      type ??= note.type;
      inner = note.items;
      choice ||= note.choice;
      break;
    } else if (token.kind === 'mark') {
      if (words.length > 0) break;
    } else if (word === "'s") {
      owner.push(...words.splice(0));
    } else if (Object.hasOwn(flagWords, word)) {
      Object.assign(found, flagWords[word]);
    } else if (determiners.has(word) && (words.length === 0 || inOwner)) {
      found.article ||= !inOwner && ['a', 'an', 'the', 'one', 'its', 'their', 'each', 'every'].includes(word);
    } else if (quantifiers.has(word) && words.length === 0) {
      found.many = true;
    } else if (word === 'of' && words.length > 0) {
      const collective = ['list', 'set', 'collection', 'group', 'lot', 'couple'].includes(words.at(-1) ?? '');
      if (collective && isPlural(tokens.at(-1)?.word ?? '')) {
        words.length = 0;
        found.many = true;
      } else if (tokens[at + 1]?.word === 'birth') {
        words.push('of', 'birth');
        at += 1;
      } else if (words.at(-1) === 'number') {
        const counted = tokens[at + 1]?.word;
        words.splice(-1, 1, ...(counted === undefined ? [] : [singularWord(counted), 'count']));
        at += 1;
      } else inOwner = true;
    } else if (prepositions.has(word)) {
      if (words.length > 0) break;
    } else if (inOwner) {
      owner.push(word);
    } else if (!(words.length === 0 && fillers.has(word) && followsWord(tokens, at))) {
      words.push(word);
    }
  }
  if (words.length === 0 || words.length > maxWords) return null;
  return { words, ...found, type, inner, owner, choice };
}

/** `a status of draft or published`, but not `the name of the author`. */
function opensValues(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  return tokens[at]?.word === 'of' && words.length > 0 && tokens.at(-1) === or;
}

/** Whether more of the same phrase follows: a filler before a noun goes, a filler that is the noun stays. */
function followsWord(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next?.kind === 'word' && !prepositions.has(next.word) && next.word !== 'of' && next.word !== "'s";
}

/** What stands in parentheses or behind a colon: a type, flags, values or parts. */
function readNote(tokens: readonly Token[], depth: number) {
  const flags: { required?: boolean | null; unique?: boolean } = {};
  const items: Item[] = [];
  let type: ScalarType | null = null;
  const choice = tokens.some((token) => token.word === 'or' || token.word === '/');
  for (const part of splitList(tokens.map((token) => (token.word === '/' ? comma : token)))) {
    const plain = part.filter((token) => token.kind === 'word').map((token) => token.word);
    const content = plain.filter(
      (word) => !determiners.has(word) && !Object.hasOwn(flagWords, word) && word !== 'or',
    );
    for (const word of plain) if (Object.hasOwn(flagWords, word)) Object.assign(flags, flagWords[word]);
    const text = content.join(' ');
    if (
      Object.hasOwn(typeWords, text) &&
      items.length === 0 &&
      type === null &&
      part.every((t) => t.kind === 'word')
    ) {
      type = typeWords[text] ?? null;
    } else if (content.length > 0) {
      const item = readItem(
        part.filter((token) => token !== or),
        depth + 1,
      );
      if (item !== null) items.push(item);
    }
  }
  return { flags, type, items, choice };
}
