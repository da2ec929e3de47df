import { describe, expect, it } from 'vitest';
import type { AppSpec, Entity, Field } from '../../specs/schemas.ts';
import { fastapi } from './stack.ts';

const base = { required: true, unique: false, description: '' };
const text = (name: string): Field => ({ ...base, name, type: 'string' });
const reference = (name: string, target: string, required = true): Field => ({
  ...base,
  name,
  target,
  required,
  type: 'reference',
  onDelete: 'restrict',
});
const entity = (name: string, fields: Field[]): Entity => ({ name, description: '', fields });

function problems(entities: Entity[], links: AppSpec['links'] = []): string[] {
  const spec: AppSpec = { name: 'App', description: '', stack: 'fastapi', entities, links };
  return fastapi.validate(spec).map(({ path, code }) => `${path} ${code}`);
}

describe('a spec is refused', () => {
  it('when two entities get the same URL', () => {
    const found = problems([entity('Blog Post', [text('a')]), entity('BlogPosts', [text('a')])]);
    expect(found).toEqual(['entities.1.name same_name']);
  });

  it('when two fields, a field and a link, or two values are the same in JSON', () => {
    const kind: Field = { ...base, name: 'kind', type: 'enum', values: ['In use', 'in-use'] };
    const fields = [
      text('unit price'),
      text('unitPrice'),
      reference('author', 'Tag'),
      text('author id'),
      kind,
    ];
    const entities = [entity('Post', [...fields, text('tag_ids')]), entity('Tag', [text('name')])];
    expect(problems(entities, [{ name: 'PostTag', from: 'Post', to: 'Tag' }])).toEqual([
      'entities.0.fields.1.name same_name',
      'entities.0.fields.3.name same_name',
      'links.0.name same_name',
      'entities.0.fields.4.values.1 same_name',
    ]);
  });

  it('when a first record could never be inserted', () => {
    expect(problems([entity('Node', [reference('parent', 'Node')])])).toEqual([
      'entities.0.fields.0.required required_self_reference',
    ]);
    const circle = [entity('A', [reference('b', 'B')]), entity('B', [reference('a', 'A')])];
    expect(problems(circle)).toEqual(['entities.0.fields.0.required required_cycle']);
  });

  it('when a reference or a link leads nowhere', () => {
    const entities = [entity('Post', [reference('author', 'User')])];
    expect(problems(entities, [{ name: 'PostTag', from: 'Post', to: 'Tag' }])).toEqual([
      'entities.0.fields.0.target unknown_entity',
      'links.0.to unknown_entity',
    ]);
  });

  it('when no identifier can be made of a name', () => {
    expect(problems([entity('Post', [text('1st')])])).toEqual(['entities.0.fields.0.name unusable_name']);
  });
});

describe('a spec is accepted', () => {
  it('with names that only Python cannot have', () => {
    const fields = ['class', 'metadata', 'type', 'list', 'from', 'model_config', 'self', 'None'].map(text);
    expect(problems([entity('Class', fields), entity('Base', fields), entity('List', fields)])).toEqual([]);
  });

  it('with circles in which a reference is optional', () => {
    const circle = [entity('A', [reference('b', 'B')]), entity('B', [reference('a', 'A', false)])];
    expect(problems(circle)).toEqual([]);
  });
});
