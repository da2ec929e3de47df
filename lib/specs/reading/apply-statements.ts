import { alwaysEntities, roles, verbs } from '../knowledge/relations.ts';
import { notEntities } from '../knowledge/words.ts';
import type { Field } from '../schemas.ts';
import { isActor } from './actors.ts';
import { isApp } from './app-words.ts';
import { describesApp } from './declare-entities.ts';
import {
  type Draft,
  type DraftEntity,
  declare,
  findEntity,
  findNoun,
  findPlayer,
  nounOf,
  putField,
  putLink,
  putReference,
  refersTo,
} from './draft.ts';
import { fieldName, guessField, isCommonField } from './guess-field.ts';
import { isPlural, singularWords } from './inflection.ts';
import { knowNoun } from './knowledge.ts';
import { type Item, plainItem } from './phrases.ts';
import type { Statement } from './statements.ts';

/** Second pass: fields, references and links of the entities that the first pass found. */
export function applyStatements(draft: Draft, statements: readonly Statement[]): void {
  let last: DraftEntity | null = null;
  const acts: { actor: DraftEntity | null; act: Act }[] = [];
  const subjectOf = (item: Item | null): DraftEntity | null =>
    item === null ? last : findEntity(draft, item.words);
  for (const statement of statements) {
    switch (statement.kind) {
      case 'list':
      case 'holds':
        last = applyList(draft, statement.items) ?? last;
        break;
      case 'has': {
        if (statement.subject !== null && describesApp(draft, statement)) {
          last = applyList(draft, statement.items) ?? last;
          break;
        }
        const entity = subjectOf(statement.subject);
        for (const item of entity === null ? [] : statement.items)
          if (entity !== null) addPart(draft, entity, item);
        last = entity ?? last;
        break;
      }
      case 'belongs':
        last = applyBelongs(draft, subjectOf(statement.subject), statement) ?? last;
        break;
      case 'choice':
        applyChoice(draft, statement, last);
        break;
      case 'flag':
        for (const item of statement.subjects) applyFlag(draft, item, statement.flag, last);
        break;
      case 'acts':
        acts.push({ actor: subjectOf(statement.subject), act: statement });
        break;
    }
  }
  // Who acts is told last: what an entity has was said in the order in which people want to see it.
  for (const { actor, act } of acts) applyAct(draft, actor, act);
}

type Act = Extract<Statement, { kind: 'acts' }>;

/** `users (name, email) and posts (title)`: parts in parentheses. Returns the entity when it is the only one. */
function applyList(draft: Draft, items: readonly Item[]): DraftEntity | null {
  let only: DraftEntity | null = null;
  for (const item of items) {
    const entity = findEntity(draft, item.words);
    if (entity === null) continue;
    for (const part of item.inner) addPart(draft, entity, part);
    only = items.length === 1 ? entity : null;
  }
  return only;
}

/** One item of `a post has …`: many of another entity, a reference, a person's role, or a field. */
function addPart(draft: Draft, entity: DraftEntity, item: Item): void {
  const last = item.words.at(-1) ?? '';
  if (isApp(item.words) && item.words.length === 1 && !isCommonField(item.words)) return;
  if (item.many || (isPlural(last) && item.type === null)) {
    const target = findMany(draft, item);
    if (target !== null) {
      draft.manys.push([entity, target]);
      return;
    }
    if (item.many) return;
  }
  const required = item.required ?? true;
  const name = fieldName(singularWords(item.words));
  const exact = item.type === null ? findReferenced(draft, entity, item) : null;
  if (exact !== null) {
    putReference(entity, name, exact, required);
    if (item.unique) for (const field of entity.fields) if (field.name === name) field.unique = true;
    return;
  }
  addSaidField(entity, guessField(item, entity.noun));
}

/** A state or a yes-no alone leaves the usual fields wanted: `a task can be open or done` still has a title. */
function addSaidField(entity: DraftEntity, field: Field): void {
  entity.described ||= field.type !== 'enum' && field.type !== 'boolean';
  putField(entity, field);
}

function findMany(draft: Draft, item: Item): DraftEntity | null {
  const noun = nounOf(item.words);
  const declared = findEntity(draft, item.words);
  if (declared !== null) return declared;
  if (!item.many && isCommonField(item.words)) return null;
  if (knowNoun(noun) !== null) return findRole(draft, noun) ?? declare(draft, item.words);
  const role = findRole(draft, noun);
  if (role !== null || !item.many) return role;
  return item.words.some((word) => notEntities.has(word)) ? null : declare(draft, item.words);
}

function findReferenced(draft: Draft, entity: DraftEntity, item: Item): DraftEntity | null {
  const noun = nounOf(item.words);
  const exact = findNoun(draft, noun);
  if (exact !== null && !(exact === entity && isCommonField(item.words))) return exact;
  if (isCommonField(item.words)) return null;
  const role = findRole(draft, noun);
  if (role !== null) return role;
  if (alwaysEntities.has(noun)) {
    const player = findPlayer(draft, noun);
    if (player !== null) return player;
    draft.notes.push(`${entity.name} refers to a ${noun}, so ${noun} became an entity of its own.`);
    return declare(draft, item.words);
  }
  // `home team` is a team; `task title` is no task, and was found to be a title.
  return (
    findEntity(draft, item.words) ??
    (item.words.length > 1 ? findNoun(draft, nounOf(item.words.slice(-1))) : null)
  );
}

function findRole(draft: Draft, noun: string): DraftEntity | null {
  const key = Object.hasOwn(roles, noun) ? noun : (noun.split('_').at(-1) ?? '');
  for (const candidate of Object.hasOwn(roles, key) ? (roles[key] ?? []) : []) {
    const found = findNoun(draft, candidate) ?? (candidate === 'user' ? findPlayer(draft, 'user') : null);
    if (found !== null) return found;
  }
  return null;
}

function applyBelongs(
  draft: Draft,
  entity: DraftEntity | null,
  statement: Extract<Statement, { kind: 'belongs' }>,
): DraftEntity | null {
  if (entity === null) return null;
  for (const item of statement.targets) {
    const target = findEntity(draft, item.words) ?? findRole(draft, nounOf(item.words));
    if (target === null) continue;
    if (item.many) putLink(draft, entity, target);
    else {
      const role =
        statement.role !== '*' && isActor(target.noun) && target.noun !== 'author' ? statement.role : null;
      putReference(
        entity,
        role ?? usualName(entity, target) ?? nounOf(item.words),
        target,
        item.required ?? true,
      );
    }
  }
  return entity;
}

/** How this entity usually calls that one: a post's user is its `author`. */
export function usualName(entity: DraftEntity, target: DraftEntity): string | null {
  const reference = knowNoun(entity.noun)?.references.find((known) => known.target === target.noun);
  return reference?.name ?? null;
}

/** `a task can be open or done`, `the status of a task is one of …`, `its priority is low or high`. */
function applyChoice(
  draft: Draft,
  { subject, values }: Extract<Statement, { kind: 'choice' }>,
  last: DraftEntity | null,
): void {
  const said = subject ?? { ...plainItem, words: last === null ? [] : [last.noun] };
  const whole = subject === null ? last : findEntity(draft, said.words);
  const owner = said.owner.length > 0 ? findEntity(draft, said.owner) : null;
  const lead = said.words.length > 1 ? findEntity(draft, said.words.slice(0, -1)) : null;
  const entity = owner ?? whole ?? lead ?? last;
  if (entity === null) return;
  const words =
    owner === null && whole !== null
      ? [isActor(whole.noun) ? 'role' : 'status']
      : owner === null && lead !== null
        ? said.words.slice(-1)
        : singularWords(said.words);
  const isRole = words[0] === 'role' && owner === null && whole !== null;
  const inner = isRole ? values.map((value) => ({ ...value, words: singularWords(value.words) })) : values;
  addSaidField(entity, guessField({ ...said, words, inner, choice: true }, entity.noun));
}

/** `the email is unique`: of the entity it names, of the last one spoken of, or of all that have such a field. */
function applyFlag(
  draft: Draft,
  item: Item,
  flag: 'required' | 'optional' | 'unique',
  last: DraftEntity | null,
): void {
  const owner = item.owner.length > 0 ? findEntity(draft, item.owner) : null;
  const name = fieldName(singularWords(item.words));
  const has = (entity: DraftEntity) => entity.fields.some((field) => field.name === name);
  const nearest = owner ?? (last !== null && has(last) ? last : null);
  for (const entity of nearest === null ? draft.entities : [nearest]) {
    for (const field of entity.fields) {
      if (field.name !== name) continue;
      if (flag === 'unique') field.unique = true;
      else field.required = flag === 'required';
    }
  }
}

/** `users can write posts`: who acts becomes the author, owner or customer of what is acted on. */
function applyAct(draft: Draft, actor: DraftEntity | null, { verb, objects }: Act): void {
  const meaning = Object.hasOwn(verbs, verb) ? (verbs[verb] ?? '') : '';
  if (actor === null || meaning === '' || !isActor(actor.noun)) return;
  for (const item of objects) {
    const object = findEntity(draft, item.words);
    if (object === null || object === actor) continue;
    const usual = usualName(object, actor);
    const opinion = meaning === 'make:comment' || meaning === 'make:review';
    if (usual !== null && usual !== 'assignee' && !opinion) {
      if (!refersTo(object, actor)) putReference(object, usual, actor);
    } else if (meaning === 'link') draft.manys.push([actor, object], [object, actor]);
    else if (meaning.startsWith('make:'))
      makeBetween(draft, actor, object, meaning.slice('make:'.length).split(','));
    else if (!refersTo(object, actor)) putReference(object, meaning === '*' ? actor.noun : meaning, actor);
  }
}

/** `customers order products` makes orders; `users can comment on posts` makes comments. */
function makeBetween(draft: Draft, actor: DraftEntity, object: DraftEntity, nouns: readonly string[]): void {
  const [made, ...others] = nouns.map((noun) => declare(draft, noun.split('_')));
  if (!made || made === object) {
    if (made === object && !refersTo(object, actor)) putReference(object, actor.noun, actor);
    return;
  }
  if (!refersTo(made, actor))
    putReference(
      made,
      usualName(made, actor) ?? (made.noun === 'comment' || made.noun === 'review' ? 'author' : actor.noun),
      actor,
    );
  if (others.length === 0 && !refersTo(made, object)) putReference(made, object.noun, object);
}
