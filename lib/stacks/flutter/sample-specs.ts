import { type AppSpec, appSpec, scalarTypes } from '../../specs/schemas.ts';
import { flutter } from './stack.ts';

type Input = Record<string, unknown>;

/** Specs that the tests of this stack share. */
export const blogSpec = spec('My Blog', {
  entities: [
    entity('User', [field('name', 'string'), field('email', 'email', { unique: true })]),
    entity('Post', [
      field('title', 'string'),
      field('body', 'text'),
      field('status', 'enum', { values: ['draft', 'published'] }),
      field('published at', 'datetime', { required: false }),
      reference('author', 'User', { onDelete: 'cascade' }),
    ]),
    entity('Comment', [
      field('body', 'text'),
      reference('post', 'Post'),
      reference('author', 'User', { required: false }),
    ]),
    entity('Tag', [field('name', 'string', { unique: true })]),
  ],
  links: [{ name: 'PostTag', from: 'Post', to: 'Tag' }],
});

export const minimalSpec = spec('Notes', { entities: [entity('Note', [field('text', 'text')])] });

const collidingEntities =
  'Class List Order User Text Row Form State Category Route Result Object Entity Home Core Person Notification Provider Tags';
const collidingFields =
  'class hashCode runtimeType toString id key is default other json override created_at';

/** Names that collide with Dart, Flutter and the project itself, every type, every kind of reference and link. */
export const nastySpec = spec('class', {
  description: 'Says "hi" & <b>$bye</b>, it\'s \\ odd\nin two lines',
  entities: [
    ...collidingEntities.split(' ').map((name) => entity(name, [field('class', 'string')])),
    entity(
      'Colliding Fields',
      collidingFields.split(' ').map((name) => field(name, 'string')),
    ),
    entity(
      'Everything',
      scalarTypes.flatMap((type) => [
        field(`a ${type}`, type, { description: `It's a $${type} [x] <y>` }),
        field(`maybe ${type}`, type, { required: false, unique: true }),
      ]),
    ),
    entity('Städte Größe', [field('Höhe über NN', 'decimal'), field('été', 'boolean', { required: false })]),
    entity('Mood', [
      field('feeling', 'enum', {
        values: ['class', 'values', 'index', 'In Progress', 'Größe', 'is', 'X2', 'label'],
      }),
      field('maybe', 'enum', { values: ['default'], required: false, unique: true }),
    ]),
    entity('Mood Feeling', [field('at', 'date', { unique: true })]),
    entity('Folder', [
      field('size', 'integer'),
      reference('parent', 'Folder', { required: false, onDelete: 'set_null' }),
    ]),
    entity('Chicken', [field('age', 'integer'), reference('egg', 'Egg', { required: false })]),
    entity('Egg', [field('weight', 'decimal'), reference('chicken', 'Chicken', { unique: true })]),
    entity('Passport', [
      reference('class', 'Class', { unique: true }),
      reference('list', 'List', { required: false }),
    ]),
  ],
  links: [
    { name: 'Friendship', from: 'Person', to: 'Person' },
    { name: 'ClassList', from: 'Class', to: 'List' },
    { name: 'Wish', from: 'User', to: 'Order' },
    { name: 'Basket', from: 'User', to: 'Order' },
  ],
});

export async function renderProject(sample: AppSpec): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const phase of flutter.plan(sample)) {
    for (const { path } of phase.targets) files.set(path, await flutter.render(sample, path));
  }
  return files;
}

export function spec(name: string, rest: Input): AppSpec {
  return appSpec.parse({ name, description: '', stack: 'flutter', ...rest });
}

export function entity(name: string, fields: Input[]): Input {
  return { name, description: '', fields };
}

export function field(name: string, type: string, rest: Input = {}): Input {
  return { name, type, ...rest };
}

export function reference(name: string, target: string, rest: Input = {}): Input {
  return field(name, 'reference', { target, ...rest });
}
