import { describe, expect, it } from 'vitest';
import { specLimits } from './limits.ts';
import { parseSpec } from './parse-spec.ts';
import type { AppSpec, Entity, Field, Link } from './schemas.ts';
import { validateSpec } from './validate-spec.ts';

const base = { required: true, unique: false, description: '' };
const blog = spec([
  entity('User', text('name')),
  entity('Post', text('title'), reference('author', 'User')),
  entity('Tag', text('name')),
]);

describe('validateSpec', () => {
  it('finds nothing in a spec that is right', () => {
    expect(validateSpec({ ...blog, links: [link('PostTag', 'Post', 'Tag')] })).toEqual([]);
  });

  it.each([
    [
      'the same entity twice',
      spec([entity('Post', text('a')), entity('Post', text('a'))]),
      'entities.1.name',
      'duplicate_entity',
    ],
    [
      'entities equal but for case',
      spec([entity('Blog post', text('a')), entity('BlogPost', text('a'))]),
      'entities.1.name',
      'duplicate_entity',
    ],
    [
      'an entity and its plural',
      spec([entity('Person', text('a')), entity('People', text('a'))]),
      'entities.1.name',
      'duplicate_entity',
    ],
    [
      'entities equal after transliteration',
      spec([entity('Café', text('a')), entity('Cafe', text('a'))]),
      'entities.1.name',
      'duplicate_entity',
    ],
    [
      'fields equal but for spelling',
      spec([entity('Post', text('due date'), text('dueDate'))]),
      'entities.0.fields.1.name',
      'duplicate_field',
    ],
    [
      'a field on a reference’s column',
      spec([entity('User', text('a')), entity('Post', reference('author', 'User'), text('author_id'))]),
      'entities.1.fields.1.name',
      'duplicate_field',
    ],
    [
      'a field named as a link',
      {
        ...spec([entity('Post', text('tags')), entity('Tag', text('name'))]),
        links: [link('PostTag', 'Post', 'Tag')],
      },
      'entities.0.fields.0.name',
      'duplicate_field',
    ],
    [
      'a field that every entity has',
      spec([entity('Post', text('Created At'))]),
      'entities.0.fields.0.name',
      'reserved_field',
    ],
    ['an id', spec([entity('Post', text('ID'))]), 'entities.0.fields.0.name', 'reserved_field'],
    [
      'a reference to nothing',
      spec([entity('Post', reference('author', 'User'))]),
      'entities.0.fields.0.target',
      'unknown_entity',
    ],
    ['a link from nothing', { ...blog, links: [link('XTag', 'X', 'Tag')] }, 'links.0.from', 'unknown_entity'],
    ['a link to nothing', { ...blog, links: [link('PostX', 'Post', 'X')] }, 'links.0.to', 'unknown_entity'],
    [
      'two links of one name',
      { ...blog, links: [link('PostTag', 'Post', 'Tag'), link('post_tags', 'Tag', 'Post')] },
      'links.1.name',
      'duplicate_link',
    ],
    [
      'a link named as an entity',
      { ...blog, links: [link('Users', 'Post', 'Tag')] },
      'links.0.name',
      'duplicate_link',
    ],
    [
      'equal enum values',
      spec([entity('Post', choice('status', 'in progress', 'In_Progress'))]),
      'entities.0.fields.0.values.1',
      'duplicate_value',
    ],
    ['no enum values', spec([entity('Post', choice('status'))]), 'entities.0.fields.0.values', 'no_values'],
    [
      'a required self-reference',
      spec([entity('Category', reference('parent', 'Category'))]),
      'entities.0.fields.0.required',
      'required_self_reference',
    ],
    [
      'set null on a required reference',
      spec([
        entity('User', text('a')),
        entity('Post', { ...reference('author', 'User'), onDelete: 'set_null' }),
      ]),
      'entities.1.fields.0.onDelete',
      'set_null_on_required',
    ],
    ['an emoji as a name', spec([entity('🎉', text('a'))]), 'entities.0.name', 'invalid_name'],
    [
      'a name that gives no identifier',
      spec([entity('Post', text('ʼ'))]),
      'entities.0.fields.0.name',
      'no_identifier',
    ],
    ['an empty name', spec([entity('', text('a'))]), 'entities.0.name', 'empty_name'],
    ['a name that is too long', spec([entity('a'.repeat(49), text('a'))]), 'entities.0.name', 'long_name'],
    ['an entity without fields', spec([entity('Post')]), 'entities.0.fields', 'no_fields'],
    ['no entities', spec([]), 'entities', 'no_entities'],
  ] as [string, AppSpec, string, string][])('reports %s, once, where it is', (_what, broken, path, code) => {
    expect(validateSpec(broken).map((issue) => [issue.path, issue.code])).toEqual([[path, code]]);
  });

  it('names the way around a cycle of required references, and accepts it once one is optional', () => {
    const cyclic = spec([
      entity('Team', reference('lead', 'Person')),
      entity('Person', reference('desk', 'Desk')),
      entity('Desk', reference('team', 'Team')),
    ]);
    const [issue, ...others] = validateSpec(cyclic);
    expect(others).toEqual([]);
    expect(issue?.code).toBe('required_cycle');
    expect(issue?.message).toContain('Team → Person → Desk → Team');
    expect(issue?.message).toContain('Team.lead or Person.desk or Desk.team');
    const open = structuredClone(cyclic);
    for (const field of open.entities[1]?.fields ?? []) field.required = false;
    expect(validateSpec(open)).toEqual([]);
  });

  it('holds the limits, and says what they are', () => {
    const many = spec(Array.from({ length: 60 }, (_, index) => entity(`E${index}x`, text('name'))));
    expect(validateSpec(many).map((issue) => issue.message)).toEqual([
      `Use at most ${specLimits.entities} entities; there are 60.`,
    ]);
    const wide = spec([entity('Post', ...Array.from({ length: 41 }, (_, index) => text(`f${index}`)))]);
    expect(validateSpec(wide).map((issue) => issue.path)).toEqual(['entities.0.fields']);
  });
});

describe('parseSpec', () => {
  it('fills what may be left out and returns the spec', () => {
    const parsed = parseSpec({
      name: 'Blog',
      stack: 'fastapi',
      entities: [{ name: 'Post', fields: [{ name: 'title', type: 'string' }] }],
    });
    expect(parsed).toEqual({
      name: 'Blog',
      description: '',
      stack: 'fastapi',
      entities: [{ name: 'Post', description: '', fields: [text('title')] }],
      links: [],
    });
  });

  it('brings targets and link ends to their entity’s spelling', () => {
    const parsed = parseSpec({
      ...blog,
      entities: [
        entity('User', text('name')),
        entity('Post', reference('author', 'users')),
        entity('Tag', text('a')),
      ],
      links: [link('PostTag', 'post', 'TAG')],
    });
    expect(parsed.entities[1]?.fields[0]).toMatchObject({ target: 'User' });
    expect(parsed.links).toEqual([link('PostTag', 'Post', 'Tag')]);
  });

  it.each([
    [null, ['']],
    ['a blog', ['']],
    [{}, ['name', 'stack', 'entities']],
    [
      { ...blog, entities: [{ name: 'A', fields: [{ name: 'x', type: 'money' }] }] },
      ['entities.0.fields.0.type'],
    ],
    [
      { ...blog, entities: [{ name: 'A', fields: [{ name: 'x', type: 'enum' }] }] },
      ['entities.0.fields.0.values'],
    ],
    [
      { ...blog, entities: [{ name: 'A', fields: [{ ...text('x'), color: 'red' }] }] },
      ['entities.0.fields.0'],
    ],
    [{ ...blog, links: [{ name: 'PostX', from: 'Post', to: 'X' }] }, ['links.0.to']],
    [{ ...blog, entities: Array.from({ length: 60 }, (_, at) => entity(`E${at}`, text('a'))) }, ['entities']],
  ])('refuses %j at its dotted paths', (input, paths) => {
    expect(() => parseSpec(input)).toThrow(
      expect.objectContaining({
        code: 'invalid_spec',
        issues: paths.map((path) => ({ path, message: expect.stringMatching(/^[A-Z“].*\.$/) })),
      }),
    );
  });
});

function spec(entities: Entity[]): AppSpec {
  return { name: 'App', description: '', stack: 'fastapi', entities, links: [] };
}

function entity(name: string, ...fields: Field[]): Entity {
  return { name, description: '', fields };
}

function text(name: string): Field {
  return { ...base, name, type: 'string' };
}

function choice(name: string, ...values: string[]): Field {
  return { ...base, name, type: 'enum', values };
}

function reference(name: string, target: string): Field & { type: 'reference' } {
  return { ...base, name, type: 'reference', target, onDelete: 'restrict' };
}

function link(name: string, from: string, to: string): Link {
  return { name, from, to };
}
