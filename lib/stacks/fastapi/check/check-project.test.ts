import { beforeAll, describe, expect, it } from 'vitest';
import { renderTree } from '../testdata/render-tree.ts';
import { blog } from '../testdata/specs.ts';
import { checkProject } from './check-project.ts';

let tree: ReadonlyMap<string, string>;

beforeAll(async () => {
  tree = await renderTree(blog);
});

async function codesAfter(path: string, change: (text: string) => string): Promise<string[]> {
  const before = tree.get(path) ?? '';
  const after = change(before);
  expect(after).not.toBe(before);
  const found = await checkProject(new Map(tree).set(path, after));
  return found.map(({ file, line, code }) => `${file}:${line} ${code}`);
}

/** Line of the first one that starts so. */
function lineOf(path: string, start: string): number {
  const at = (tree.get(path) ?? '').split('\n').findIndex((line) => line.startsWith(start));
  expect(at).not.toBe(-1);
  return at + 1;
}

const route = 'app/api/routes/posts.py';

describe('a changed project', () => {
  it('is found to lack an import', async () => {
    const change = (text: string) => text.replace('from uuid import UUID\n', '');
    expect(await codesAfter('app/schemas/post.py', change)).toContain(
      `app/schemas/post.py:${lineOf('app/schemas/post.py', '    author_id: UUID') - 1} F821`,
    );
  });

  it('is found to import a module that is not there', async () => {
    const change = (text: string) =>
      text.replace('from app.models.post import', 'from app.models.posts import');
    expect(await codesAfter(route, change)).toEqual([`${route}:9 unknown-module`]);
  });

  it('is found to import a name that the module lacks', async () => {
    const change = (text: string) => text.replaceAll('PostUpdate', 'PostUpgrade');
    expect(await codesAfter(route, change)).toEqual([
      `${route}:${lineOf(route, 'from app.schemas.post import')} unknown-name`,
    ]);
  });

  it('is found to lack a file that others import', async () => {
    const files = new Map(tree);
    files.delete('app/models/tag.py');
    const found = await checkProject(files);
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['unknown-module']));
    expect(found.map(({ file }) => file)).toContain('app/repositories/tag.py');
  });

  it('is found to use a package that it does not declare', async () => {
    const change = (text: string) => `import requests\n${text}\nprint_length = len(requests.__name__)\n`;
    expect(await codesAfter(route, change)).toContain(`${route}:1 undeclared-package`);
    const without = (text: string) => text.replace(/^pyjwt.*\n/m, '');
    expect(await codesAfter('requirements.txt', without)).toEqual([
      `app/core/security.py:${lineOf('app/core/security.py', 'import jwt')} undeclared-package`,
    ]);
  });

  it('is found not to parse', async () => {
    const codes = await codesAfter(route, (text) => text.replace('def read_post(', 'def read_post(('));
    expect(codes.some((code) => code.endsWith(' invalid-syntax'))).toBe(true);
    expect(await codesAfter('pyproject.toml', (text) => text.replace('[project]', '[project'))).toEqual([
      'pyproject.toml:1 invalid-toml',
    ]);
  });

  it('is found to have data files that do not parse', async () => {
    const files = new Map([
      ['a.json', '{"a": }'],
      ['b.yaml', 'a: [1\nb: 2'],
      ['c.json', '{"a": 1}'],
    ]);
    const found = await checkProject(files);
    expect(found.map(({ file, code }) => [file, code])).toEqual([
      ['a.json', 'invalid-json'],
      ['b.yaml', 'invalid-yaml'],
      ...found.slice(2).map(() => ['b.yaml', 'invalid-yaml']),
    ]);
  });

  it('is found to assert outside of its tests only', async () => {
    const codes = await codesAfter(route, (text) => `assert True\n${text}`);
    expect(codes).toContain(`${route}:1 S101`);
    expect(await codesAfter('tests/test_auth.py', (text) => `${text}\n\nassert True\n`)).toEqual([]);
  });

  it('is told about the asked files alone, with the whole project in mind', async () => {
    const files = new Map(tree).set('app/core/config.py', 'import nothing_known\n');
    expect(await checkProject(files, { only: [route] })).toEqual([]);
    const codes = (await checkProject(files, { only: ['app/core/config.py'] })).map(({ code }) => code);
    expect(codes).toEqual(['F401', 'undeclared-package']);
  });
});
