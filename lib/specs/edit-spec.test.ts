import { describe, expect, it } from 'vitest';
import {
  addEntity,
  addField,
  addLink,
  changeField,
  changeLink,
  moveEntity,
  moveField,
  removeEntity,
  removeField,
  removeLink,
  renameEntity,
  renameField,
  retypeField,
} from './edit-spec.ts';
import { parseNotation, printNotation } from './notation.ts';
import type { AppSpec } from './schemas.ts';
import { validateSpec } from './validate-spec.ts';

const blog = read(`User(name: string)
Post(title: string, author -> User, editor -> User?)
Tag(name: string)
link PostTag: Post <-> Tag
link Watchers: User <-> Post`);

describe('editing a spec', () => {
  it('adds entities under names that are free', () => {
    const spec = addEntity(addEntity(addEntity(blog)));
    expect(spec.entities.slice(3).map((entity) => entity.name)).toEqual(['Entity', 'Entity2', 'Entity3']);
    expect(validateSpec(spec)).toEqual([]);
  });

  it('renames an entity with its references and links, but keeps link names that people chose', () => {
    const spec = renameEntity(renameEntity(blog, 1, 'Article'), 0, 'Member');
    expect(lines(spec)).toEqual([
      'Member(name: string)',
      'Article(title: string, author -> Member, editor -> Member?)',
      'Tag(name: string)',
      'link ArticleTag: Article <-> Tag',
      'link Watchers: Member <-> Article',
    ]);
  });

  it('survives a name being typed letter by letter, through empty and through another’s name', () => {
    let spec = blog;
    for (const name of ['', 'T', 'Ta', 'Tag', 'Tags', 'Tagged']) spec = renameEntity(spec, 1, name);
    expect(spec.entities[1]?.name).toBe('Tagged');
    expect(spec.entities[2]?.name).toBe('Tag');
  });

  it('removes an entity with what refers to it, and says what that was', () => {
    const { spec, references, links } = removeEntity(blog, 0);
    expect(lines(spec)).toEqual(['Post(title: string)', 'Tag(name: string)', 'link PostTag: Post <-> Tag']);
    expect(references).toEqual(['Post.author', 'Post.editor']);
    expect(links).toEqual(['Watchers']);
  });

  it('keeps references when one of two entities of that name is removed', () => {
    const twice = { ...blog, entities: [...blog.entities, ...blog.entities.slice(0, 1)] };
    expect(removeEntity(twice, 3).spec).toEqual(blog);
  });

  it('adds, renames, moves and removes fields', () => {
    let spec = addField(addField(blog, 2), 2);
    spec = renameField(spec, 2, 1, 'color');
    spec = moveField(spec, 2, 2, 0);
    expect(lines(spec)[2]).toBe('Tag(field_2: string, name: string, color: string)');
    expect(lines(removeField(spec, 2, 0))[2]).toBe('Tag(name: string, color: string)');
  });

  it('retypes a field and keeps its name and flags', () => {
    let spec = changeField(blog, 1, 0, { unique: true });
    spec = retypeField(spec, 1, 0, 'reference');
    expect(lines(spec)[1]).toContain('title -> User unique');
    spec = retypeField(spec, 1, 0, 'enum');
    expect(lines(spec)[1]).toContain('title: enum(draft, done) unique');
    spec = retypeField(spec, 1, 0, 'integer');
    expect(lines(spec)[1]).toContain('title: integer unique');
    expect(validateSpec(spec)).toEqual([]);
  });

  it('makes a reference of an only entity to itself optional', () => {
    const spec = retypeField(read('Category(parent: string)'), 0, 0, 'reference');
    expect(lines(spec)).toEqual(['Category(parent -> Category?)']);
  });

  it('gives up set null when the field becomes required', () => {
    const optional = changeField(blog, 1, 2, { onDelete: 'set_null', target: 'Tag' });
    expect(lines(optional)[1]).toContain('editor -> Tag? on delete set_null');
    expect(lines(changeField(optional, 1, 2, { required: true }))[1]).toContain('editor -> Tag)');
  });

  it('adds, changes and removes links, named after their ends', () => {
    let spec = addLink(blog, 'Post', 'Tag');
    expect(spec.links[2]).toEqual({ name: 'PostTag2', from: 'Post', to: 'Tag' });
    spec = changeLink(spec, 0, { to: 'User' });
    expect(spec.links[0]).toEqual({ name: 'PostUser', from: 'Post', to: 'User' });
    spec = changeLink(spec, 0, { name: 'Readers' });
    expect(changeLink(spec, 0, { to: 'Tag' }).links[0]?.name).toBe('Readers');
    expect(removeLink(spec, 0).links.map((link) => link.name)).toEqual(['Watchers', 'PostTag2']);
  });

  it('leaves the spec before as it was, and shares what did not change', () => {
    const before = structuredClone(blog);
    const spec = moveEntity(renameField(blog, 2, 0, 'label'), 2, 0);
    removeEntity(blog, 0);
    expect(blog).toEqual(before);
    expect(spec.entities.map((entity) => entity.name)).toEqual(['Tag', 'User', 'Post']);
    expect(spec.entities[1]).toBe(blog.entities[0]);
  });

  it('ignores positions that do not exist', () => {
    expect(renameEntity(blog, 9, 'X')).toEqual(blog);
    expect(removeEntity(blog, 9).spec).toEqual(blog);
    expect(addField(blog, 9)).toEqual(blog);
    expect(moveField(blog, 0, 0, 5)).toEqual(blog);
  });
});

function read(text: string): AppSpec {
  const result = parseNotation(text, { name: 'Blog', description: '', stack: 'fastapi' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.spec;
}

function lines(spec: AppSpec): string[] {
  return printNotation(spec, { header: false })
    .replaceAll(',\n)', ')')
    .replaceAll('(\n  ', '(')
    .replaceAll(',\n  ', ', ')
    .trim()
    .split(/\n+/);
}
