import { entityKey, identifierKey } from './identifier-keys.ts';
import { pascalCase } from './naming.ts';
import type { AppSpec, Entity, Field, FieldType, Link } from './schemas.ts';

/**
 * Edits of a spec. Each returns a new spec and shares what did not change, so an undo stack is a list of specs.
 * Positions are indices; an index that does not exist leaves the spec as it is. Edits may pass through states that
 * `validateSpec` complains about (an empty name), because people type through them.
 */
export function addEntity(spec: AppSpec, name = freeName(spec, 'Entity')): AppSpec {
  const entity: Entity = { name, description: '', fields: [newField('name')] };
  return { ...spec, entities: [...spec.entities, entity] };
}

/** References and links follow; a link named after its ends (`PostTag`) is renamed with them. */
export function renameEntity(spec: AppSpec, index: number, name: string): AppSpec {
  const old = spec.entities[index]?.name;
  if (old === undefined || old === name) return spec;
  const entities = replaceAt(spec.entities, index, (entity) => ({ ...entity, name }));
  // While two entities share a name nobody can say whose references these are: they stay.
  if (old === '' || spec.entities.filter((entity) => entity.name === old).length > 1)
    return { ...spec, entities };
  const follow = (target: string) => (target === old ? name : target);
  return {
    ...spec,
    entities: entities.map((entity) => ({
      ...entity,
      fields: entity.fields.map((field) =>
        field.type === 'reference' && field.target === old ? { ...field, target: name } : field,
      ),
    })),
    links: spec.links.map((link) => {
      if (link.from !== old && link.to !== old) return link;
      const moved = { ...link, from: follow(link.from), to: follow(link.to) };
      return link.name === linkName(link) && name !== '' ? { ...moved, name: linkName(moved) } : moved;
    }),
  };
}

export function describeEntity(spec: AppSpec, index: number, description: string): AppSpec {
  return editEntity(spec, index, (entity) => ({ ...entity, description }));
}

/** What goes with the entity, for people: the references to it and its links. */
export interface RemovedEntity {
  readonly spec: AppSpec;
  /** `Comment.post`: fields of other entities that referred to it. */
  readonly references: readonly string[];
  readonly links: readonly string[];
}

export function removeEntity(spec: AppSpec, index: number): RemovedEntity {
  const removed = spec.entities[index];
  if (removed === undefined) return { spec, references: [], links: [] };
  const rest = spec.entities.filter((_, at) => at !== index);
  if (rest.some((entity) => entity.name === removed.name)) {
    return { spec: { ...spec, entities: rest }, references: [], links: [] };
  }
  const refers = (field: Field) => field.type === 'reference' && field.target === removed.name;
  const isEnd = (link: Link) => link.from === removed.name || link.to === removed.name;
  return {
    spec: {
      ...spec,
      entities: rest.map((entity) =>
        entity.fields.some(refers)
          ? { ...entity, fields: entity.fields.filter((field) => !refers(field)) }
          : entity,
      ),
      links: spec.links.filter((link) => !isEnd(link)),
    },
    references: rest.flatMap((entity) =>
      entity.fields.filter(refers).map((field) => `${entity.name}.${field.name}`),
    ),
    links: spec.links.filter(isEnd).map((link) => link.name),
  };
}

export function moveEntity(spec: AppSpec, from: number, to: number): AppSpec {
  return { ...spec, entities: moved(spec.entities, from, to) };
}

export function addField(spec: AppSpec, entityIndex: number, field?: Field): AppSpec {
  return editEntity(spec, entityIndex, (entity) => {
    const taken = new Set(entity.fields.map((each) => identifierKey(each.name)));
    return {
      ...entity,
      fields: [
        ...entity.fields,
        field ?? newField(firstFree('field', '_', (name) => taken.has(identifierKey(name)))),
      ],
    };
  });
}

export function renameField(spec: AppSpec, entityIndex: number, index: number, name: string): AppSpec {
  return editField(spec, entityIndex, index, (field) => ({ ...field, name }));
}

/** Keeps name, flags and description. A reference gets the first other entity, an enum two values to start from. */
export function retypeField(spec: AppSpec, entityIndex: number, index: number, type: FieldType): AppSpec {
  return editField(spec, entityIndex, index, (field) => {
    if (field.type === type) return field;
    const { name, required, unique, description } = field;
    const base = { name, required, unique, description };
    if (type === 'enum') return { ...base, type, values: ['draft', 'done'] };
    if (type !== 'reference') return { ...base, type };
    const own = spec.entities[entityIndex]?.name;
    const target = spec.entities.find((entity) => entity.name !== own)?.name ?? own ?? '';
    return { ...base, type, target, required: required && target !== own, onDelete: 'restrict' };
  });
}

/** Flags, description, and what belongs to the field's type: `target`, `onDelete`, `values`. */
export interface FieldChange {
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly description?: string;
  readonly target?: string;
  readonly onDelete?: 'restrict' | 'cascade' | 'set_null';
  readonly values?: string[];
}

/** Changes that the field's type does not have are left out; `set_null` ends where the field becomes required. */
export function changeField(spec: AppSpec, entityIndex: number, index: number, change: FieldChange): AppSpec {
  return editField(spec, entityIndex, index, (field) => {
    const base = {
      ...field,
      required: change.required ?? field.required,
      unique: change.unique ?? field.unique,
      description: change.description ?? field.description,
    };
    if (base.type === 'enum') return { ...base, values: change.values ?? base.values };
    if (base.type !== 'reference') return base;
    const onDelete = change.onDelete ?? base.onDelete;
    return {
      ...base,
      target: change.target ?? base.target,
      onDelete: base.required && onDelete === 'set_null' ? 'restrict' : onDelete,
    };
  });
}

export function removeField(spec: AppSpec, entityIndex: number, index: number): AppSpec {
  return editEntity(spec, entityIndex, (entity) => ({
    ...entity,
    fields: entity.fields.filter((_, at) => at !== index),
  }));
}

export function moveField(spec: AppSpec, entityIndex: number, from: number, to: number): AppSpec {
  return editEntity(spec, entityIndex, (entity) => ({ ...entity, fields: moved(entity.fields, from, to) }));
}

export function addLink(spec: AppSpec, from: string, to: string): AppSpec {
  const taken = new Set([...spec.links, ...spec.entities].map((each) => entityKey(each.name)));
  const name = firstFree(linkName({ from, to }), '', (candidate) => taken.has(entityKey(candidate)));
  return { ...spec, links: [...spec.links, { name, from, to }] };
}

/** A link that carries its ends' names is renamed with them. */
export function changeLink(spec: AppSpec, index: number, change: Partial<Link>): AppSpec {
  return {
    ...spec,
    links: replaceAt(spec.links, index, (link) => {
      const next = { ...link, ...change };
      return change.name === undefined && link.name === linkName(link)
        ? { ...next, name: linkName(next) }
        : next;
    }),
  };
}

export function removeLink(spec: AppSpec, index: number): AppSpec {
  return { ...spec, links: spec.links.filter((_, at) => at !== index) };
}

function newField(name: string): Field {
  return { name, type: 'string', required: true, unique: false, description: '' };
}

function linkName(link: Pick<Link, 'from' | 'to'>): string {
  return pascalCase(`${link.from} ${link.to}`);
}

function freeName(spec: AppSpec, stem: string): string {
  const taken = new Set(spec.entities.map((entity) => entityKey(entity.name)));
  return firstFree(stem, '', (name) => taken.has(entityKey(name)));
}

function firstFree(stem: string, joint: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(stem)) return stem;
  let number = 2;
  while (isTaken(`${stem}${joint}${number}`)) number += 1;
  return `${stem}${joint}${number}`;
}

function editEntity(spec: AppSpec, index: number, edit: (entity: Entity) => Entity): AppSpec {
  return spec.entities[index] === undefined
    ? spec
    : { ...spec, entities: replaceAt(spec.entities, index, edit) };
}

function editField(
  spec: AppSpec,
  entityIndex: number,
  index: number,
  edit: (field: Field) => Field,
): AppSpec {
  return editEntity(spec, entityIndex, (entity) => ({
    ...entity,
    fields: replaceAt(entity.fields, index, edit),
  }));
}

function replaceAt<T>(items: readonly T[], index: number, edit: (item: T) => T): T[] {
  return items.map((item, at) => (at === index ? edit(item) : item));
}

function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const copy = [...items];
  if (copy[from] === undefined || copy[to] === undefined) return copy;
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}
