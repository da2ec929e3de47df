import {
  booleanPrefixes,
  choiceNouns,
  choicesByName,
  optionalNames,
  typesByName,
  uniqueNames,
} from '../knowledge/fields.ts';
import type { Field, ScalarType } from '../schemas.ts';
import { isPlural, singularWord } from './inflection.ts';
import { knowNoun } from './knowledge.ts';
import type { Item } from './phrases.ts';

const typeByName = new Map<string, ScalarType>(
  Object.entries(typesByName).flatMap(([type, names]) =>
    names.split(/\s+/).map((name): [string, ScalarType] => [name, type as ScalarType]),
  ),
);

/** A scalar or enum field out of its noun phrase; `noun` is the entity's (`order`), for what differs by entity. */
export function guessField(item: Item, noun: string): Field {
  const name = fieldName(item.words);
  const usual = knowNoun(noun)?.scalars.find((field) => field.name === name);
  const base = {
    name,
    required:
      item.required ??
      !(optionalNames.has(name) || (usual?.required === false && oftenEmpty.has(usual.type))),
    unique: item.unique || (usual?.unique ?? uniqueNames.has(name)),
    description: '',
  };
  const values = valuesOf(item);
  if (values !== null) return { ...base, type: 'enum', values };
  if (item.type !== null) return { ...base, type: item.type };
  if (usual !== undefined) return { ...usual, ...base };
  if (Object.hasOwn(choicesByName, name))
    return { ...base, type: 'enum', values: [...(choicesByName[name] ?? [])] };
  return { ...base, type: guessType(name, item.words) };
}

/** What is said to be there is required, but for what people rarely fill in. */
const oftenEmpty = new Set<Field['type']>(['text', 'url', 'date', 'datetime']);

/** `due` and `e-mail address` have one usual spelling. */
export function fieldName(words: readonly string[]): string {
  const kept =
    words.length > 1 && ['flag', 'field', 'column', 'value'].includes(words.at(-1) ?? '')
      ? words.slice(0, -1)
      : words;
  const name = kept.join('_').replaceAll('-', '_');
  return Object.hasOwn(usualNames, name) ? (usualNames[name] ?? name) : name;
}

const usualNames: Readonly<Record<string, string>> = {
  due: 'due_date',
  e_mail: 'email',
  mail: 'email',
  e_mail_address: 'email',
  email_address: 'email',
  dob: 'date_of_birth',
  telephone: 'phone',
  telephone_number: 'phone',
  creation_date: 'created_on',
  created_date: 'created_on',
};

/** Whether the name is one that fields commonly have, so that it is no entity by itself. */
export function isCommonField(words: readonly string[]): boolean {
  const name = fieldName(words);
  return typeByName.has(name) || Object.hasOwn(choicesByName, name) || plainStrings.has(name);
}

const plainStrings = new Set(
  `name title phone city street country zip postal_code code color colour brand model make first_name last_name number
  address location currency unit language company subject slug username password sku isbn barcode`.split(
    /\s+/,
  ),
);

function valuesOf(item: Item): string[] | null {
  const isChoice = item.choice || choiceNouns.has(item.words.at(-1) ?? '');
  const values = [...new Set(item.inner.map((value) => value.words.join('_')))];
  return isChoice && values.length >= 2 ? values : null;
}

const counting = new Set(['max', 'min', 'maximum', 'minimum', 'total', 'available']);

function guessType(name: string, words: readonly string[]): ScalarType {
  const exact = typeByName.get(name);
  if (exact !== undefined) return exact;
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (words.length > 1 && booleanPrefixes.has(first)) return 'boolean';
  if (words.length > 1 && last === 'at') return 'datetime';
  if (words.length > 1 && (last === 'on' || name.startsWith('date_'))) return 'date';
  if (words.length > 1 && last === 'number') return 'string';
  if (words.length > 1 && counting.has(first) && isPlural(last)) return 'integer';
  return (
    typeByName.get(last) ??
    typeByName.get(singularWord(last)) ??
    (last === 'list' || (isPlural(last) && words.length === 1) ? 'text' : 'string')
  );
}
