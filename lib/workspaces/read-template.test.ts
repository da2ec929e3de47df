import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pathProblem } from '../generations/legal-path.ts';
import { stacks } from '../stacks/registry.ts';
import { readTemplate } from './read-template.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cairn-template-'));
  await mkdir(join(root, 'one', 'sub'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('every file comes with its path from the template, hidden ones too, in one order on every machine', async () => {
  await writeFile(join(root, 'one', 'b.txt'), 'ü');
  await writeFile(join(root, 'one', 'sub', 'a.txt'), 'a');
  await writeFile(join(root, 'one', '.hidden'), '');
  expect(await readTemplate(root, 'one')).toEqual([
    { path: '.hidden', content: '' },
    { path: 'b.txt', content: 'ü' },
    { path: 'sub/a.txt', content: 'a' },
  ]);
});

test('links are not taken: a template gives nothing from outside', async () => {
  await mkdir(join(root, 'outside'));
  await writeFile(join(root, 'outside', 'secret.txt'), 'secret');
  await symlink(join(root, 'outside', 'secret.txt'), join(root, 'one', 'file'));
  await symlink(join(root, 'outside'), join(root, 'one', 'folder'));
  expect(await readTemplate(root, 'one')).toEqual([]);
});

test('reading leaves a template as it was, so it may be read-only', async () => {
  await writeFile(join(root, 'one', 'a.txt'), 'a');
  await chmod(join(root, 'one'), 0o555);
  const before = await stat(join(root, 'one'));
  await readTemplate(root, 'one');
  expect((await stat(join(root, 'one'))).mtimeMs).toBe(before.mtimeMs);
  await chmod(join(root, 'one'), 0o755);
});

test('a template that is not there is an error', async () => {
  await expect(readTemplate(root, 'none')).rejects.toThrow('ENOENT');
});

test.each(stacks)('the template of $id has files, all with legal paths', async (stack) => {
  const files = await readTemplate(resolve(import.meta.dirname, '../../integration'), stack.template);
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap(({ path }) => pathProblem(path) ?? [])).toEqual([]);
});
