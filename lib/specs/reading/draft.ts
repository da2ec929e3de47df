import { identifierKey, referenceKeys } from '../identifier-keys.ts';
import { nounAliases } from '../knowledge/nouns.ts';
import { standIns } from '../knowledge/relations.ts';
import { fillers } from '../knowledge/words.ts';
import { namePattern, ownFields, specLimits } from '../limits.ts';
import type { Field, Link, ReferenceField } from '../schemas.ts';
import { singularWords } from './inflection.ts';

export interface DraftEntity {
  /** Singular, snake case, as the knowledge spells nouns: `order_item`. */
  readonly noun: string;
  /** As the spec will have it: `OrderItem`. */
  readonly name: string;
  readonly fields: Field[];
  /** The words gave it fields of its own, so the usual ones are not added. */
  described: boolean;
}

/** The spec while it is being read: entities in the order in which they were first named. */
export interface Draft {
  readonly entities: DraftEntity[];
  readonly links: Link[];
  /** Pairs `[one, many]` of `a post has many comments`, decided when everything else is known. */
  readonly manys: [DraftEntity, DraftEntity][];
  readonly notes: string[];
}

export function createDraft(): Draft {
  return { entities: [], links: [], manys: [], notes: [] };
}

/** `registered blog posts` → `blog_post`; empty when nothing but fillers is left. */
export function nounOf(words: readonly string[]): string {
  const start = words.findIndex((word) => !fillers.has(word));
  return start === -1 ? '' : singularWords(words.slice(start)).join('_').replaceAll('-', '_');
}

/** The entity of these words: by its noun, by another name of it, or as the only one that ends alike (`posts`: `blog_post`). */
export function findEntity(draft: Draft, words: readonly string[]): DraftEntity | null {
  const noun = nounOf(words);
  const exact = findNoun(draft, noun);
  if (exact !== null) return exact;
  const alias = Object.hasOwn(nounAliases, noun) ? nounAliases[noun] : undefined;
  const close = draft.entities.filter(
    (entity) =>
      entity.noun === alias || (Object.hasOwn(nounAliases, entity.noun) && nounAliases[entity.noun] === noun),
  );
  const alike =
    close.length > 0 ? close : draft.entities.filter((entity) => entity.noun.endsWith(`_${noun}`));
  return noun !== '' && alike.length === 1 ? (alike[0] ?? null) : null;
}

export function findNoun(draft: Draft, noun: string): DraftEntity | null {
  const key = identifierKey(noun);
  return key === '' ? null : (draft.entities.find((entity) => identifierKey(entity.noun) === key) ?? null);
}

/** The entity that plays this noun's part: itself, or who stands in for it (`member` for `user`). */
export function findPlayer(draft: Draft, noun: string): DraftEntity | null {
  const others = Object.hasOwn(standIns, noun) ? (standIns[noun] ?? []) : [];
  for (const candidate of [noun, ...others]) {
    const found = findNoun(draft, candidate);
    if (found !== null) return found;
  }
  return null;
}

/** Adds the entity unless its name cannot be one; returns the one that is there. */
export function declare(draft: Draft, words: readonly string[]): DraftEntity | null {
  const known = findEntity(draft, words);
  if (known !== null) return known;
  const noun = nounOf(words);
  const name = noun
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  if (!isUsableName(name)) return null;
  const entity: DraftEntity = { noun, name, fields: [], described: false };
  draft.entities.push(entity);
  return entity;
}

/** Adds a field, or lets what is newly said refine the field of that name. Names that every entity has are left out. */
export function putField(entity: DraftEntity, field: Field): void {
  const key = identifierKey(field.name);
  if (!isUsableName(field.name) || ownFields.some((own) => identifierKey(own) === key)) return;
  const at = entity.fields.findIndex((each) => keysOf(each).some((known) => keysOf(field).includes(known)));
  const earlier = entity.fields[at];
  if (earlier === undefined) entity.fields.push(field);
  else if (earlier.type !== 'reference' && field.type === 'enum') {
    entity.fields[at] = { ...field, required: earlier.required && field.required };
  } else if (earlier.type === 'reference' || field.type !== 'reference') {
    entity.fields[at] = {
      ...earlier,
      required: earlier.required && field.required,
      unique: earlier.unique || field.unique,
    };
  }
}

export function putReference(entity: DraftEntity, name: string, target: DraftEntity, required = true): void {
  const field: ReferenceField = {
    name,
    type: 'reference',
    target: target.name,
    required: required && target !== entity,
    unique: false,
    description: '',
    onDelete: 'restrict',
  };
  putField(entity, field);
}

export function refersTo(entity: DraftEntity, target: DraftEntity): boolean {
  return entity.fields.some((field) => field.type === 'reference' && field.target === target.name);
}

export function putLink(draft: Draft, from: DraftEntity, to: DraftEntity): void {
  const name = `${from.name}${to.name}`;
  const exists = draft.links.some(
    (link) =>
      (link.from === from.name && link.to === to.name) || (link.from === to.name && link.to === from.name),
  );
  if (exists || from === to || !isUsableName(name) || findNoun(draft, name) !== null) return;
  draft.links.push({ name, from: from.name, to: to.name });
}

function keysOf(field: Field): string[] {
  return field.type === 'reference' ? referenceKeys(field.name) : [identifierKey(field.name)];
}

function isUsableName(name: string): boolean {
  return name.length <= specLimits.nameLength && namePattern.test(name) && /^[a-z]/.test(identifierKey(name));
}
