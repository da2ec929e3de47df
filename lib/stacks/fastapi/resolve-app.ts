import { kebabCase, pascalCase, plural, snakeCase, words } from '../../specs/naming.ts';
import type { AppSpec, Entity, Field } from '../../specs/schemas.ts';
import { allocateAll, firstFree } from '../allocate-names.ts';
import {
  collectionPath,
  linkName,
  linkWireName,
  referenceStem,
  wireEnumValue,
  wireFieldName,
} from '../wire.ts';
import { findCapacities } from './find-capacities.ts';
import { findCyclicReferences } from './find-cycles.ts';
import type { AppModel, EntityClasses, EntityModel, EnumModel, FieldModel, LinkModel } from './model.ts';
import {
  ambiguousNames,
  pageParameters,
  reservedAttributes,
  reservedClasses,
  reservedModules,
  reservedTables,
} from './reserved-names.ts';

const resolved = new WeakMap<AppSpec, AppModel>();

/** Resolves every identifier, file, table and JSON name of a spec once. Total: also for specs that `validate` refuses. */
export function resolveApp(spec: AppSpec): AppModel {
  let app = resolved.get(spec);
  if (app === undefined) {
    app = resolve(spec);
    resolved.set(spec, app);
  }
  return app;
}

/** Class names that the blueprints derive from an entity's own. */
export function derivedClasses(model: string): EntityClasses {
  return {
    model,
    create: `${model}Create`,
    update: `${model}Update`,
    read: `${model}Read`,
    filters: `${model}Filters`,
    repository: `${model}Repository`,
    summary: `${model}Summary`,
  };
}

interface Names {
  readonly classes: string;
  readonly file: string;
  readonly pluralFile: string;
  readonly table: string;
}

function resolve(spec: AppSpec): AppModel {
  const known = new Set(spec.entities.map((entity) => entity.name));
  const types = new Set(reservedClasses);
  const classes = nameClasses(spec.entities, types);
  const stems = spec.entities.map((entity) => snakeCase(entity.name) || 'record');
  const isReserved = (name: string) => reservedModules.has(name);
  const files = allocateAll(stems, isReserved, ['_record']);
  const pluralOf = (name: string) => snakeCase(plural(name)) || 'records';
  const pluralFiles = allocateAll(
    spec.entities.map(({ name }) => pluralOf(name)),
    isReserved,
    ['_records'],
  );
  const links = spec.links.filter((link) => known.has(link.from) && known.has(link.to));
  const tables = allocateAll(
    [...spec.entities, ...links].map(({ name }) => pluralOf(name)),
    (name) => reservedTables.has(name),
    ['_records', '_links'],
  );
  const names: Names[] = spec.entities.map((_, index) => ({
    classes: classes[index] ?? 'Record',
    file: files[index] ?? 'record',
    pluralFile: pluralFiles[index] ?? 'records',
    table: tables[index] ?? 'records',
  }));
  const linkTables = new Map(links.map((link, index) => [link, tables[spec.entities.length + index] ?? '']));
  const nameOf = new Map(spec.entities.map((entity, index) => [entity.name, names[index]]));
  const cyclic = findCyclicReferences(spec);
  const capacities = findCapacities(spec);

  const entities = spec.entities.map((entity, index): EntityModel => {
    const own = names[index] ?? {
      classes: 'Record',
      file: 'record',
      pluralFile: 'records',
      table: 'records',
    };
    const ownLinks = links.filter((link) => link.from === entity.name);
    const fields = entity.fields.filter((field) => field.type !== 'reference' || known.has(field.target));
    const linkStems = ownLinks.map((link) => snakeCase(linkName(spec, link)));
    const jsonNames = fields.map(wireFieldName);
    const attributes = allocateAll(
      [
        ...jsonNames,
        ...ownLinks.map((link) => linkWireName(spec, link)),
        ...fields.map((field) => (field.type === 'reference' ? referenceStem(field.name) : '')),
        ...linkStems.map((stem) => snakeCase(plural(stem))),
      ],
      (name) => reservedAttributes.has(name),
      ['_', '_link'],
    );
    const relationshipsAt = fields.length + ownLinks.length;
    const resolvedFields = fields.map((field, at): FieldModel => {
      const attribute = attributes[at] ?? '';
      const json = jsonNames[at] ?? attribute;
      return {
        kind: field.type,
        attribute,
        json,
        filter: filterOf(field, attribute, json),
        required: field.required,
        unique: field.unique && field.type !== 'json',
        description: field.description,
        enumeration: field.type === 'enum' ? resolveEnum(field, own.classes, types) : null,
        reference:
          field.type === 'reference'
            ? {
                target: field.target,
                relationship: attributes[relationshipsAt + at] ?? '',
                onDelete: field.required && field.onDelete === 'set_null' ? 'restrict' : field.onDelete,
                isCyclic: cyclic.has(field),
              }
            : null,
      };
    });
    const taken = new Set([...pageParameters, ...resolvedFields.map(({ json }) => json)]);
    return {
      name: entity.name,
      description: entity.description,
      label: words(entity.name).join(' ') || 'record',
      pluralLabel: plural(entity.name) || 'records',
      classes: derivedClasses(own.classes),
      file: own.file,
      pluralFile: own.pluralFile,
      table: own.table,
      path: collectionPath(entity.name),
      fields: resolvedFields,
      links: ownLinks.map((link, at): LinkModel => {
        const target = nameOf.get(link.to) ?? own;
        const table = linkTables.get(link) ?? '';
        const filter = firstFree(`${linkStems[at]}_id`, ['_link'], (name) => !taken.has(name));
        taken.add(filter);
        return {
          target: link.to,
          table,
          tableVariable: `${table}_table`,
          ownColumn: `${own.file}_id`,
          otherColumn: link.from === link.to ? `linked_${own.file}_id` : `${target.file}_id`,
          ids: attributes[fields.length + at] ?? '',
          relationship: attributes[relationshipsAt + fields.length + at] ?? '',
          filter,
        };
      }),
      titleField: titleField(resolvedFields),
      capacity: capacities.get(entity.name) ?? Number.POSITIVE_INFINITY,
    };
  });

  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  return {
    title: spec.name,
    description: spec.description,
    packageName: kebabCase(spec.name) || 'app',
    entities,
    links: entities.flatMap((from) => from.links.map((link) => ({ from, link }))),
    entity(name) {
      const found = byName.get(name);
      if (found === undefined) throw new Error(`The spec has no entity named ${name}.`);
      return found;
    },
  };
}

/** Names that clash with nothing keep theirs; the others get the first suffix that is free for all derived classes. */
function nameClasses(entities: readonly Entity[], types: Set<string>): string[] {
  const wanted = entities.map((entity) => pascalCase(entity.name) || 'Record');
  const names = new Map<number, string>();
  const isFree = (name: string) =>
    Object.values(derivedClasses(name)).every((derived) => !types.has(derived));
  for (const settle of [false, true]) {
    wanted.forEach((base, index) => {
      if (names.has(index)) return;
      const name = settle ? firstFree(base, ['Record', 'Entity'], isFree) : base;
      if (!settle && !isFree(name)) return;
      names.set(index, name);
      for (const derived of Object.values(derivedClasses(name))) types.add(derived);
    });
  }
  return wanted.map((base, index) => names.get(index) ?? base);
}

function filterOf(field: Field, attribute: string, json: string): FieldModel['filter'] {
  if (field.type === 'text' || field.type === 'json') return null;
  if (!pageParameters.has(json)) return { attribute, parameter: json };
  return { attribute: `filter_${json}`, parameter: `filter_${json}` };
}

function resolveEnum(
  field: Extract<Field, { type: 'enum' }>,
  className: string,
  types: Set<string>,
): EnumModel {
  const base = className + (pascalCase(field.name) || 'Choice');
  const name = firstFree(base, ['Option', 'Choice'], (candidate) => !types.has(candidate));
  types.add(name);
  const wires = field.values.map(wireEnumValue);
  const members = allocateAll(
    wires.map((wire) => wire.toUpperCase().replace(/^(?=\d)/, 'VALUE_')),
    (member) => ambiguousNames.has(member),
    ['_'],
  );
  return {
    className: name,
    values: wires.map((wire, index) => ({ member: members[index] ?? 'VALUE', wire })),
  };
}

function titleField(fields: readonly FieldModel[]): FieldModel | null {
  const shown = fields.filter((field) => ['string', 'email', 'url'].includes(field.kind));
  return (
    ['title', 'name', 'full_name', 'label', 'subject']
      .map((name) => shown.find((field) => field.json === name))
      .find((field) => field !== undefined) ??
    shown.find((field) => field.required) ??
    shown[0] ??
    null
  );
}
