import { onDeleteActions, scalarTypes } from './limits.ts';
import { pascalCase } from './naming.ts';
import { type Cursor, createCursor, type NotationProblem, NotationSyntaxError } from './notation-cursor.ts';
import type { AppSpec, Entity, Field, Link, ReferenceField, ScalarType } from './schemas.ts';

export type NotationHeader = Pick<AppSpec, 'name' | 'description' | 'stack'>;
export type NotationResult =
  | { readonly ok: true; readonly spec: AppSpec }
  | { readonly ok: false; readonly problems: readonly NotationProblem[] };

/**
 * Reads the compact notation. `header` serves where the text says no `app`, `description` or `stack`.
 * Reports one problem per entity at 1-based line and column; sense (unknown targets …) is `validateSpec`'s to judge.
 *
 *     app "Blog"
 *     Post "What people read"(title: string, body: text, author -> User, price: decimal?, sku: string unique,
 *       status: enum(draft, published), tags: many Tag, editor -> User? on delete set_null)
 *     link FeaturedTag: Post <-> Tag
 */
export function parseNotation(text: string, header: NotationHeader): NotationResult {
  const cursor = createCursor(text);
  const problems: NotationProblem[] = [];
  const spec: AppSpec = { ...header, entities: [], links: [] };
  for (cursor.skipBlank(); !cursor.atEnd() && problems.length < maxProblems; cursor.skipBlank()) {
    try {
      readStatement(cursor, spec);
    } catch (error) {
      if (!(error instanceof NotationSyntaxError)) throw error;
      problems.push(error.problem);
      cursor.skipToNextStatement();
    }
  }
  return problems.length === 0 ? { ok: true, spec } : { ok: false, problems };
}

/** More than people read at once; finding positions costs a pass each. */
const maxProblems = 20;
const headers = ['app', 'stack', 'description'] as const;
const statementWords = new Set<string>([...headers, 'link']);

function readStatement(cursor: Cursor, spec: AppSpec): void {
  for (const keyword of headers) {
    if (!cursor.takeStatementWord(keyword)) continue;
    const value = cursor.atQuote() ? cursor.readString() : cursor.readRestOfLine();
    if (keyword === 'app') spec.name = value.trim();
    else if (keyword === 'stack') spec.stack = value.trim();
    else spec.description = value.trim();
    return;
  }
  if (cursor.takeStatementWord('link')) {
    const name = cursor.readName('the name of the link');
    cursor.expect(':', 'after the name of the link');
    const from = cursor.readName('an entity');
    cursor.expect('<->', 'between the two entities');
    spec.links.push({ name, from, to: cursor.readName('an entity') });
    return;
  }
  spec.entities.push(readEntity(cursor, spec.links));
}

function readEntity(cursor: Cursor, links: Link[]): Entity {
  const name = cursor.readName('the name of an entity');
  const entity: Entity = { name, description: readDescription(cursor), fields: [] };
  cursor.expect('(', `after “${name}”, then its fields: ${name}(title: string)`);
  while (!cursor.take(')')) {
    readMember(cursor, entity, links);
    if (cursor.take(')')) break;
    cursor.expect(',', 'between fields, or “)” after the last');
  }
  return entity;
}

function readMember(cursor: Cursor, entity: Entity, links: Link[]): void {
  const name = cursor.readName('the name of a field');
  if (cursor.take('->')) {
    const target = cursor.readName('the entity that it refers to', 'target');
    entity.fields.push(readReference(cursor, name, target));
    return;
  }
  cursor.expect(':', `and a type, or “->” and an entity, after “${name}”`);
  if (cursor.takeWord('many')) {
    const to = cursor.readName('an entity', 'target');
    const linkName = cursor.takeWord('as')
      ? cursor.readName('the name of the link')
      : pascalCase(`${entity.name} ${to}`);
    links.push({ name: linkName, from: entity.name, to });
    return;
  }
  const typeMark = cursor.mark();
  const type = cursor.readWord('a type');
  if (type === 'enum') {
    const values = readValues(cursor);
    entity.fields.push({ name, ...readFlags(cursor), description: readDescription(cursor), type, values });
  } else if (isScalarType(type)) {
    entity.fields.push({ name, ...readFlags(cursor), description: readDescription(cursor), type });
  } else {
    throw cursor.problemAt(typeMark, `Unknown type “${type}”. ${suggestType(type)}`);
  }
}

function readReference(cursor: Cursor, name: string, target: string): ReferenceField {
  const flags = readFlags(cursor);
  let onDelete: ReferenceField['onDelete'] = 'restrict';
  if (cursor.takeWord('on')) {
    if (!cursor.takeWord('delete')) throw cursor.problemAt(cursor.mark(), 'Expected “delete” after “on”.');
    const mark = cursor.mark();
    const word = cursor.readWord('restrict, cascade or set_null');
    const action = onDeleteActions.find((known) => known === word);
    if (action === undefined)
      throw cursor.problemAt(mark, `Expected restrict, cascade or set_null, not “${word}”.`);
    onDelete = action;
  }
  return { name, ...flags, description: readDescription(cursor), type: 'reference', target, onDelete };
}

function readValues(cursor: Cursor): string[] {
  const values: string[] = [];
  cursor.expect('(', 'after enum, then its values: enum(draft, published)');
  while (!cursor.take(')')) {
    values.push(cursor.readName('a value'));
    if (cursor.take(')')) break;
    cursor.expect(',', 'between values, or “)” after the last');
  }
  return values;
}

function readFlags(cursor: Cursor): { required: boolean; unique: boolean } {
  const flags = { required: true, unique: false };
  for (;;) {
    if (cursor.take('?') || cursor.takeWord('optional')) flags.required = false;
    else if (cursor.takeWord('unique')) flags.unique = true;
    else if (!cursor.takeWord('required')) return flags;
  }
}

function readDescription(cursor: Cursor): string {
  return cursor.atQuote() ? cursor.readString().trim() : '';
}

function isScalarType(word: string): word is ScalarType {
  return (scalarTypes as readonly string[]).includes(word);
}

const otherNames: Readonly<Record<string, string>> = {
  str: 'string',
  varchar: 'string',
  char: 'string',
  int: 'integer',
  number: 'integer',
  bigint: 'integer',
  float: 'decimal',
  double: 'decimal',
  money: 'decimal',
  numeric: 'decimal',
  bool: 'boolean',
  timestamp: 'datetime',
  time: 'datetime',
  link: 'url',
  object: 'json',
};

function suggestType(word: string): string {
  const known = Object.hasOwn(otherNames, word.toLowerCase()) ? otherNames[word.toLowerCase()] : undefined;
  return known === undefined
    ? `Use ${scalarTypes.join(', ')}, enum(…) or many Entity.`
    : `Did you mean “${known}”?`;
}

/** The text that `parseNotation` reads back as an equal spec. Without the header it is entities and links alone. */
export function printNotation(spec: AppSpec, options: { header?: boolean } = {}): string {
  const head = [
    `app ${JSON.stringify(spec.name)}`,
    `stack ${JSON.stringify(spec.stack)}`,
    ...(spec.description === '' ? [] : [`description ${JSON.stringify(spec.description)}`]),
  ].join('\n');
  const links = spec.links.map(
    (link) => `link ${printName(link.name)}: ${printName(link.from)} <-> ${printName(link.to)}`,
  );
  return [
    ...(options.header === false ? [] : [head]),
    ...spec.entities.map(printEntity),
    ...(links.length === 0 ? [] : [links.join('\n')]),
  ]
    .map((block) => `${block}\n`)
    .join('\n');
}

function printEntity(entity: Entity): string {
  const fields = entity.fields.map((field) => `  ${printField(field)},\n`).join('');
  const name = statementWords.has(entity.name) ? JSON.stringify(entity.name) : printName(entity.name);
  return `${name}${printDescription(entity.description)}(\n${fields})`;
}

function printField(field: Field): string {
  const flags = `${field.required ? '' : '?'}${field.unique ? ' unique' : ''}`;
  const name = printName(field.name);
  switch (field.type) {
    case 'reference': {
      const action = field.onDelete === 'restrict' ? '' : ` on delete ${field.onDelete}`;
      return `${name} -> ${printName(field.target)}${flags}${action}${printDescription(field.description)}`;
    }
    case 'enum':
      return `${name}: enum(${field.values.map(printName).join(', ')})${flags}${printDescription(field.description)}`;
    default:
      return `${name}: ${field.type}${flags}${printDescription(field.description)}`;
  }
}

function printName(name: string): string {
  return /^\p{L}[\p{L}\p{M}\p{N}_]*$/u.test(name) ? name : JSON.stringify(name);
}

function printDescription(description: string): string {
  return description === '' ? '' : ` ${JSON.stringify(description)}`;
}
