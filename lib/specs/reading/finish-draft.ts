import { identifierKey } from '../identifier-keys.ts';
import { eitherParent, gatherers, owners, people, shared, usualLinks } from '../knowledge/relations.ts';
import { plural } from '../naming.ts';
import { findRequiredCycles } from '../reference-issues.ts';
import type { AppSpec, Entity } from '../schemas.ts';
import { isActor } from './actors.ts';
import { usualName } from './apply-statements.ts';
import {
  type Draft,
  type DraftEntity,
  findNoun,
  findPlayer,
  putField,
  putLink,
  putReference,
  refersTo,
} from './draft.ts';
import { knowNoun, personFields, plainFields } from './knowledge.ts';

/** Last pass: many-sides, what the nouns usually have, and nothing that would keep a row from being inserted. */
export function finishDraft(draft: Draft): { entities: Entity[]; links: AppSpec['links'] } {
  for (const entity of draft.entities) addRequiredParents(draft, entity);
  for (const [one, many] of draft.manys) relate(draft, one, many);
  for (const entity of draft.entities) addUsualFields(draft, entity);
  for (const entity of draft.entities) if (isAlone(draft, entity)) connect(draft, entity);
  for (const link of draft.links) removeFieldsOfLink(draft, link.from, link.to);
  const entities = draft.entities.map(({ name, fields }): Entity => ({ name, description: '', fields }));
  loosenCycles(draft, entities);
  return { entities, links: draft.links };
}

function addRequiredParents(draft: Draft, entity: DraftEntity): void {
  const references = knowNoun(entity.noun)?.references.filter((reference) => reference.required) ?? [];
  const players = references.flatMap((reference) => {
    const target = findPlayer(draft, reference.target);
    return target === null || target === entity
      ? []
      : [{ reference, target, standsIn: target !== findNoun(draft, reference.target) }];
  });
  // A book that stands in for a product is no second parent where books are meant anyway.
  const wanted = players.filter(
    (player) =>
      !player.standsIn || !players.some((other) => other.target === player.target && !other.standsIn),
  );
  const things = wanted.filter(({ target }) => !people.has(target.noun));
  const either = eitherParent.has(entity.noun) && things.length > 1;
  for (const { reference, target, standsIn } of wanted) {
    if (refersTo(entity, target)) continue;
    const isThing = !people.has(target.noun);
    // Who stands in gives the name (a booking's `customer`, no `guest`), unless the name is a role: `author`.
    const name =
      standsIn && reference.name === reference.target && reference.name !== 'user'
        ? target.noun
        : reference.name;
    putReference(entity, name, target, !(either && isThing));
  }
}

/** `a post has many comments`: rows that belong, unless both sides share, or something stands between them. */
function relate(draft: Draft, one: DraftEntity, many: DraftEntity): void {
  if (one === many) {
    putReference(one, 'parent', one, false);
    return;
  }
  if (refersTo(many, one)) return;
  const between = draft.entities.some(
    (entity) => refersTo(entity, one) && refersTo(entity, many) && isJoin(entity),
  );
  if (between) return;
  const mutual = draft.manys.some(([from, to]) => from === many && to === one);
  const last = many.noun.split('_').at(-1) ?? '';
  const gathered = gatherers.has(one.noun) && !ownedParts.has(last);
  if (mutual || gathered || (shared.has(last) && !owners.has(one.noun))) putLink(draft, one, many);
  else putReference(many, usualName(many, one) ?? one.noun, one);
}

const ownedParts = new Set(['item', 'line', 'entry', 'payment', 'comment', 'note', 'position', 'shipment']);

function isJoin(entity: DraftEntity): boolean {
  if (eitherParent.has(entity.noun)) return false;
  return (knowNoun(entity.noun)?.references.filter((reference) => reference.required).length ?? 0) >= 2;
}

function addUsualFields(draft: Draft, entity: DraftEntity): void {
  const known = knowNoun(entity.noun);
  if (!entity.described) {
    const said = entity.fields.splice(0);
    for (const field of known?.scalars ?? (isActor(entity.noun) ? personFields : plainFields))
      putField(entity, { ...field });
    for (const field of said) putField(entity, field);
    for (const reference of known?.references ?? []) {
      const target = findNoun(draft, reference.target);
      if (target !== null && !refersTo(entity, target) && !isLinked(draft, entity, target)) {
        putReference(entity, reference.name, target, false);
      }
    }
  } else {
    const publication = known?.scalars.find((field) => field.name === 'published_at');
    if (publication !== undefined) putField(entity, { ...publication });
  }
  if (entity.fields.length === 0) for (const field of plainFields) putField(entity, { ...field });
}

function isAlone(draft: Draft, entity: DraftEntity): boolean {
  return (
    !entity.fields.some((field) => field.type === 'reference') &&
    !draft.entities.some((other) => other !== entity && refersTo(other, entity)) &&
    !draft.links.some((link) => link.from === entity.name || link.to === entity.name)
  );
}

/** An entity that the words named and nothing else mentions: tags go to posts, categories to what has one. */
function connect(draft: Draft, entity: DraftEntity): void {
  const partners = Object.hasOwn(usualLinks, entity.noun) ? (usualLinks[entity.noun] ?? '').split(' ') : [];
  const partner = partners.map((noun) => findNoun(draft, noun)).find((found) => found !== null);
  if (partner) {
    putLink(draft, partner, entity);
    return;
  }
  for (const other of draft.entities) {
    const name = other === entity ? null : usualName(other, entity);
    if (name !== null) putReference(other, name, entity, false);
  }
  for (const reference of knowNoun(entity.noun)?.references ?? []) {
    const target = findNoun(draft, reference.target);
    if (target !== null && target !== entity) putReference(entity, reference.name, target, false);
  }
}

function isLinked(draft: Draft, one: DraftEntity, other: DraftEntity): boolean {
  return draft.links.some(
    ({ from, to }) => (from === one.name && to === other.name) || (from === other.name && to === one.name),
  );
}

function removeFieldsOfLink(draft: Draft, from: string, to: string): void {
  const entity = draft.entities.find((each) => each.name === from);
  const taken = [identifierKey(plural(to)), `${identifierKey(to)}ids`];
  const clashing = entity?.fields.findIndex((field) => taken.includes(identifierKey(field.name))) ?? -1;
  if (clashing !== -1 && entity !== undefined && entity.fields.length > 1) entity.fields.splice(clashing, 1);
}

function loosenCycles(draft: Draft, entities: Entity[]): void {
  for (;;) {
    const [cycle] = findRequiredCycles({ name: '', description: '', stack: '', entities, links: [] });
    const step = cycle?.at(-1);
    const field = entities
      .find((entity) => entity.name === step?.entity)
      ?.fields.find((each) => each.name === step?.field);
    if (step === undefined || field === undefined) return;
    field.required = false;
    draft.notes.push(`${step.entity}.${step.field} is optional, because the entities refer to one another.`);
  }
}
