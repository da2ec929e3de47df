import type { AppSpec, Field, ReferenceField, ScalarField } from '../../../specs/schemas.ts';

type Extras = Partial<Pick<Field, 'required' | 'unique' | 'description'>>;

function scalar(name: string, type: ScalarField['type'], extras: Extras = {}): Field {
  return { name, type, required: true, unique: false, description: '', ...extras };
}

function choice(name: string, values: string[], extras: Extras = {}): Field {
  return { name, type: 'enum', values, required: true, unique: false, description: '', ...extras };
}

function reference(
  name: string,
  target: string,
  onDelete: ReferenceField['onDelete'] = 'restrict',
  extras: Extras = {},
): Field {
  return { name, type: 'reference', target, onDelete, required: true, unique: false, description: '', ...extras };
}

const optional = { required: false };
const unique = { unique: true };

export const blog: AppSpec = {
  name: 'Blog',
  description: 'A blog with comments and tags.',
  stack: 'fastapi',
  entities: [
    {
      name: 'User',
      description: 'Who writes.',
      fields: [
        scalar('name', 'string'),
        scalar('email', 'email', unique),
        scalar('bio', 'text', optional),
      ],
    },
    {
      name: 'Post',
      description: '',
      fields: [
        scalar('title', 'string', { description: 'Shown in lists.' }),
        scalar('slug', 'string', unique),
        scalar('body', 'text'),
        choice('status', ['draft', 'in review', 'published']),
        scalar('published at', 'datetime', optional),
        reference('author', 'User'),
      ],
    },
    {
      name: 'Comment',
      description: '',
      fields: [
        scalar('body', 'text'),
        reference('post', 'Post', 'cascade'),
        reference('author', 'User', 'set_null', optional),
      ],
    },
    { name: 'Tag', description: '', fields: [scalar('name', 'string', unique)] },
  ],
  links: [{ name: 'PostTag', from: 'Post', to: 'Tag' }],
};

export const minimal: AppSpec = {
  name: 'Notes',
  description: '',
  stack: 'fastapi',
  entities: [{ name: 'Note', description: '', fields: [scalar('done', 'boolean')] }],
  links: [],
};

/** Names that Python, pydantic, SQLAlchemy, the blueprints or file systems need, every type, and every relation. */
export const nasty: AppSpec = {
  name: 'Übung class',
  description: 'Quotes " and \' and """ and \\n, ünïcödé, a\nline break and {braces}. '.repeat(4).trim(),
  stack: 'fastapi',
  entities: [
    {
      name: 'Class',
      description: 'Ends with a backslash \\',
      fields: [
        scalar('class', 'string', unique),
        scalar('type', 'string'),
        scalar('metadata', 'string'),
        scalar('registry', 'string', optional),
        scalar('from', 'date'),
        scalar('list', 'integer'),
        scalar('str', 'string', optional),
        scalar('model_config', 'string', { required: false, description: 'Says "no" \\ to {all}' }),
        scalar('model_dump_all', 'boolean', optional),
        scalar('limit', 'integer'),
        scalar('q', 'string'),
        scalar('sort', 'boolean', optional),
        scalar('dt', 'datetime'),
        scalar('date', 'date', optional),
        scalar('datetime', 'datetime', optional),
        scalar('password', 'string', optional),
        scalar('path', 'string', optional),
        scalar('number', 'integer', optional),
        scalar('client', 'string', optional),
        reference('lambda', 'List', 'set_null', optional),
      ],
    },
    {
      name: 'List',
      description: '',
      fields: [
        scalar('string', 'string'),
        scalar('text', 'text', unique),
        scalar('integer', 'integer', unique),
        scalar('decimal', 'decimal', unique),
        scalar('boolean', 'boolean'),
        scalar('Day', 'date', unique),
        scalar('moment', 'datetime', unique),
        scalar('email', 'email', unique),
        scalar('url', 'url', unique),
        scalar('uuid', 'uuid', unique),
        scalar('json', 'json'),
        scalar('optional string', 'string', optional),
        scalar('optional text', 'text', optional),
        scalar('optional integer', 'integer', optional),
        scalar('optional decimal', 'decimal', optional),
        scalar('optional boolean', 'boolean', { required: false, unique: true }),
        scalar('optional url', 'url', optional),
        scalar('optional uuid', 'uuid', optional),
        scalar('optional json', 'json', optional),
        choice('kind', ['None', 'name', 'value', 'mro', 'Class', 'in-progress', 'Zwölf', 'x1']),
        choice('optional kind', ['only'], { required: false, unique: true }),
        reference('first class', 'Class', 'cascade', optional),
      ],
    },
    {
      name: 'Order',
      description: '',
      fields: [
        reference('order', 'Order', 'set_null', optional),
        reference('parent', 'Order', 'cascade', optional),
        reference('holder', 'Order', 'restrict', optional),
        scalar('total', 'decimal'),
      ],
    },
    {
      name: 'User',
      description: '',
      fields: [
        scalar('name', 'string'),
        reference('profile', 'Base', 'set_null', { required: false, unique: true }),
      ],
    },
    { name: 'Person', description: '', fields: [scalar('full name', 'string'), scalar('copy', 'url')] },
    {
      name: 'Category',
      description: '',
      fields: [reference('parent', 'Category', 'restrict', optional), scalar('title', 'string')],
    },
    { name: 'Größe', description: '', fields: [scalar('Länge', 'decimal'), reference('person id', 'Person')] },
    { name: 'Base', description: '', fields: [reference('user', 'User', 'cascade', unique)] },
    { name: 'Session', description: '', fields: [scalar('validate', 'string')] },
    { name: 'Any', description: '', fields: [scalar('schema', 'string', optional)] },
    { name: 'auth account', description: '', fields: [scalar('email', 'email')] },
    { name: 'Con', description: '', fields: [scalar('tags', 'json')] },
    { name: 'Auth', description: '', fields: [scalar('uuid', 'uuid')] },
    { name: 'Switch', description: '', fields: [scalar('on', 'boolean', unique)] },
    { name: 'Wire', description: '', fields: [reference('switch', 'Switch', 'restrict', unique)] },
    { name: 'Lamp', description: '', fields: [reference('switch', 'Switch'), reference('wire', 'Wire', 'cascade')] },
    { name: 'Single', description: '', fields: [choice('seat', ['one'], unique), scalar('notes', 'json', optional)] },
    { name: 'Class Read', description: '', fields: [scalar('value', 'string'), choice('state', ['a', 'b'])] },
    { name: 'Class Read State', description: '', fields: [scalar('self', 'string')] },
    {
      name: 'A name that is as long as names may be at all',
      description: '',
      fields: [scalar('a field name that is just as long as is allowed', 'string', unique)],
    },
  ],
  links: [
    { name: 'Friendship', from: 'Person', to: 'Person' },
    { name: 'Class Person', from: 'Class', to: 'Person' },
    { name: 'Teaching', from: 'Person', to: 'Class' },
    { name: 'Helper', from: 'Category', to: 'A name that is as long as names may be at all' },
    { name: 'Main helper', from: 'Category', to: 'A name that is as long as names may be at all' },
    { name: 'Base switch', from: 'Base', to: 'Switch' },
  ],
};
