import { camelCase, kebabCase, pascalCase, plural, snakeCase } from '../../specs/naming.ts';
import type { AppSpec, Entity, Field, FieldType, Link } from '../../specs/schemas.ts';
import { allocateAll, firstFree } from '../allocate-names.ts';
import { collectionPath, linkName, linkWireName, wire, wireEnumValue, wireFieldName } from '../wire.ts';
import { labelOf, pluralLabelOf } from './labels.ts';
import {
  dartKeywords,
  enumMembers,
  frameworkTypes,
  modelMembers,
  projectTypes,
  takenFileNames,
  takenPackages,
} from './reserved-names.ts';

export interface EnumValueModel {
  readonly identifier: string;
  /** As it travels in JSON. */
  readonly wire: string;
  readonly label: string;
}

export interface EnumModel {
  readonly className: string;
  readonly values: readonly EnumValueModel[];
}

/** Many-to-many shows up as a field of kind `links` on the side that edits it. */
export type FieldKind = FieldType | 'links';

export interface FieldModel {
  readonly kind: FieldKind;
  /** Dart property: `author` for a scalar, `authorId` for a reference, `tagIds` for links. */
  readonly property: string;
  readonly wire: string;
  readonly label: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly description: string;
  /** Only for kind `enum`. */
  readonly enumeration: EnumModel | null;
  /** Entity name of the target, only for `reference` and `links`. */
  readonly target: string | null;
  /** For `reference` and `links`: stem of view-model members, `author`, `tags`. */
  readonly stem: string;
}

export interface EntityModel {
  /** As the spec has it. */
  readonly name: string;
  readonly description: string;
  readonly className: string;
  /** Prefix of members about this entity, never a keyword: `post` in `postRepository`. */
  readonly variable: string;
  /** Snake-case stem of folders and files. */
  readonly file: string;
  readonly label: string;
  readonly pluralLabel: string;
  /** Segment of the app's own URLs: `blog-posts`. */
  readonly route: string;
  /** Member of `Routes`: `blogPosts`. */
  readonly routeMember: string;
  /** Path of the collection in the HTTP interface: `/api/v1/blog-posts`. */
  readonly resource: string;
  readonly fields: readonly FieldModel[];
  /** What a record is called in lists; null when no field is fit for it. */
  readonly titleField: FieldModel | null;
  /** Distinct entities whose repositories the forms and details of this one need, itself excluded. */
  readonly neighbors: readonly string[];
}

export interface AppModel {
  readonly packageName: string;
  readonly title: string;
  readonly description: string;
  readonly entities: readonly EntityModel[];
  entity(name: string): EntityModel;
}

const resolved = new WeakMap<AppSpec, AppModel>();

/** Resolves every identifier, file and wire name of a spec once. Total: also for specs that `validate` refuses. */
export function resolveApp(spec: AppSpec): AppModel {
  let app = resolved.get(spec);
  if (app === undefined) {
    app = resolve(spec);
    resolved.set(spec, app);
  }
  return app;
}

/** Class names that the blueprints derive from an entity's class name. */
export function derivedClasses(className: string): string[] {
  return [
    className,
    ...['Repository', 'RepositoryLocal', 'RepositoryRemote', 'ListViewModel', 'ListScreen'].map(append),
    ...['DetailViewModel', 'DetailScreen', 'FormViewModel', 'FormScreen'].map(append),
    `Fake${className}Repository`,
  ];
  function append(suffix: string): string {
    return className + suffix;
  }
}

function resolve(spec: AppSpec): AppModel {
  const types = new Set([...frameworkTypes, ...projectTypes]);
  const classNames = nameEntities(spec.entities, types);
  const files = allocateAll(
    spec.entities.map((entity) => snakeCase(entity.name) || 'record'),
    (name) => takenFileNames.has(name) || dartKeywords.has(name),
    ['_model', '_record'],
  );
  const entities = spec.entities.map((entity, index) =>
    resolveEntity(spec, entity, classNames[index] ?? 'Record', files[index] ?? 'record', types),
  );
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  return {
    packageName: packageName(spec.name),
    title: spec.name,
    description: spec.description,
    entities,
    entity(name) {
      const found = byName.get(name);
      if (found === undefined) throw new Error(`The spec has no entity named ${name}.`);
      return found;
    },
  };
}

function packageName(name: string): string {
  const base = snakeCase(name).replace(/^(?=\d)/, 'app_') || 'app';
  return dartKeywords.has(base) || takenPackages.has(base) ? `${base}_app` : base;
}

/** Names that clash with nothing keep theirs; the others get the first suffix that is free for all derived classes. */
function nameEntities(entities: readonly Entity[], types: Set<string>): string[] {
  const wanted = entities.map((entity) => pascalCase(entity.name) || 'Record');
  const names = new Map<number, string>();
  const isFree = (name: string) =>
    !dartKeywords.has(lowerFirst(name)) && derivedClasses(name).every((derived) => !types.has(derived));
  for (const settle of [false, true]) {
    wanted.forEach((base, index) => {
      if (names.has(index)) return;
      const name = settle ? firstFree(base, ['Model', 'Entity', 'Entry'], isFree) : base;
      if (!settle && !isFree(name)) return;
      names.set(index, name);
      for (const derived of derivedClasses(name)) types.add(derived);
    });
  }
  return wanted.map((base, index) => names.get(index) ?? base);
}

function resolveEntity(
  spec: AppSpec,
  entity: Entity,
  className: string,
  file: string,
  types: Set<string>,
): EntityModel {
  const links = spec.links.filter((link) => link.from === entity.name);
  const bases = [
    ...entity.fields.map((field) => camelCase(field.name) || 'field'),
    ...links.map((link) => camelCase(linkName(spec, link))),
  ];
  const kinds: FieldKind[] = [
    ...entity.fields.map((field) => field.type),
    ...links.map(() => 'links' as const),
  ];
  const properties = allocateAll(
    bases.map((base, index) => base + idSuffix(kinds[index])),
    (name) => dartKeywords.has(name) || modelMembers.has(name),
    ['Value', 'Field'],
  );
  const fields = [
    ...entity.fields.map((field, index) => resolveField(field, properties[index] ?? '', className, types)),
    ...links.map((link, index) =>
      resolveLink(
        spec,
        link,
        properties[entity.fields.length + index] ?? '',
        bases[entity.fields.length + index] ?? '',
      ),
    ),
  ];
  const targets = new Set(fields.flatMap((field) => (field.target === null ? [] : [field.target])));
  targets.delete(entity.name);
  return {
    name: entity.name,
    description: entity.description,
    className,
    variable: lowerFirst(className),
    file,
    label: labelOf(entity.name),
    pluralLabel: pluralLabelOf(entity.name),
    route: kebabCase(plural(entity.name)) || file,
    routeMember: `${lowerFirst(className)}List`,
    resource: wire.prefix + collectionPath(entity.name),
    fields,
    titleField: titleField(fields),
    neighbors: [...targets],
  };
}

function resolveField(field: Field, property: string, className: string, types: Set<string>): FieldModel {
  return {
    kind: field.type,
    property,
    wire: wireFieldName(field),
    label: labelOf(field.name),
    required: field.required,
    unique: field.unique,
    description: field.description,
    enumeration: field.type === 'enum' ? resolveEnum(field.name, field.values, className, types) : null,
    target: field.type === 'reference' ? field.target : null,
    stem: field.type === 'reference' ? property.replace(/Id$/, '') : property,
  };
}

function resolveLink(spec: AppSpec, link: Link, property: string, base: string): FieldModel {
  return {
    kind: 'links',
    property,
    wire: linkWireName(spec, link),
    label: pluralLabelOf(base),
    required: false,
    unique: false,
    description: '',
    enumeration: null,
    target: link.to,
    stem: camelCase(plural(base)),
  };
}

function resolveEnum(
  fieldName: string,
  values: readonly string[],
  className: string,
  types: Set<string>,
): EnumModel {
  const name = firstFree(
    className + (pascalCase(fieldName) || 'Choice'),
    ['Option', 'Choice'],
    (candidate) => !types.has(candidate),
  );
  types.add(name);
  const identifiers = allocateAll(
    values.map((value) => camelCase(value).replace(/^(?=\d)/, 'value') || 'value'),
    (identifier) => dartKeywords.has(identifier) || enumMembers.has(identifier),
    ['Value', 'Choice'],
  );
  return {
    className: name,
    values: values.map((value, index) => ({
      identifier: identifiers[index] ?? 'value',
      wire: wireEnumValue(value),
      label: labelOf(value),
    })),
  };
}

function titleField(fields: readonly FieldModel[]): FieldModel | null {
  const shown = fields.filter((field) => ['string', 'email', 'text', 'url'].includes(field.kind));
  const preferred = ['title', 'name', 'fullName', 'label', 'subject'];
  return (
    preferred
      .map((name) => shown.find((field) => field.property === name))
      .find((field) => field !== undefined) ??
    shown.find((field) => field.kind === 'string' && field.required) ??
    shown.find((field) => field.required) ??
    shown[0] ??
    null
  );
}

function idSuffix(kind: FieldKind | undefined): string {
  if (kind === 'reference') return 'Id';
  return kind === 'links' ? 'Ids' : '';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
