import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWorkspace } from './write-workspace.ts';

const ids = { projectId: 'project', generationId: 'generation' };
let output: string;

beforeEach(async () => {
  output = await mkdtemp(join(tmpdir(), 'cairn-workspace-'));
});
afterEach(() => rm(output, { recursive: true, force: true }));

const place = () => join(output, 'project', 'generation');
const read = (path: string) => readFile(join(place(), path));

async function* tree(files: Record<string, string | Buffer>, failure?: Error) {
  for (const [path, content] of Object.entries(files)) {
    const encoding = typeof content === 'string' ? ('utf8' as const) : ('base64' as const);
    yield { path, content: content.toString(encoding), encoding };
  }
  if (failure !== undefined) throw failure;
}

test('every file is where its path says, byte for byte, and readable by the owner alone', async () => {
  const bytes = Buffer.from([0, 255, 128, 10]);
  const relative = await writeWorkspace(output, ids, tree({ 'a.txt': 'ü\r\n', 'deep/er/b.bin': bytes }));
  expect(relative).toBe(join('project', 'generation'));
  expect((await read('a.txt')).toString()).toBe('ü\r\n');
  expect(await read('deep/er/b.bin')).toEqual(bytes);
  expect((await stat(place())).mode & 0o077).toBe(0);
});

test('a new tree takes the place of the old one whole, and leaves nothing beside it', async () => {
  await writeWorkspace(output, ids, tree({ 'old.txt': 'old', 'both.txt': 'old' }));
  await writeWorkspace(output, ids, tree({ 'both.txt': 'new' }));
  expect(await readdir(place())).toEqual(['both.txt']);
  expect((await read('both.txt')).toString()).toBe('new');
  expect(await readdir(join(output, 'project'))).toEqual(['generation']);
});

test('a tree that cannot be read to its end leaves the old one as it was', async () => {
  await writeWorkspace(output, ids, tree({ 'a.txt': 'old' }));
  const broken = writeWorkspace(output, ids, tree({ 'a.txt': 'new' }, new Error('database gone')));
  await expect(broken).rejects.toThrow('database gone');
  expect((await read('a.txt')).toString()).toBe('old');
  expect(await readdir(join(output, 'project'))).toEqual(['generation']);
});

test('two that write at once leave the whole tree of one of them', async () => {
  const versions = ['one', 'two', 'three', 'four'];
  const all = versions.map((text) => writeWorkspace(output, ids, tree({ 'a.txt': text, 'b/c.txt': text })));
  await Promise.all(all);
  const found = (await read('a.txt')).toString();
  expect(versions).toContain(found);
  expect((await read('b/c.txt')).toString()).toBe(found);
  expect(await readdir(join(output, 'project'))).toEqual(['generation']);
});

test('generations do not touch each other', async () => {
  await writeWorkspace(output, ids, tree({ 'a.txt': 'first' }));
  await writeWorkspace(output, { ...ids, generationId: 'other' }, tree({ 'a.txt': 'second' }));
  expect((await read('a.txt')).toString()).toBe('first');
});
