import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadOrCreateKeys } from './keys.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'keys-test-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const fileOf = () => join(dir, 'data', 'keys.json');
const load = () => loadOrCreateKeys(join(dir, 'data'));

test('keys are made once, readable by their owner alone, and are the same ever after', async () => {
  const keys = await load();
  expect((await stat(fileOf())).mode & 0o777).toBe(0o600);
  expect(keys.publishableKey).toMatch(/^sb_publishable_/);
  expect(keys.secretKey).toMatch(/^sb_secret_/);
  expect(keys.inngestSigningKey).toMatch(/^signkey-prod-[0-9a-f]{64}$/);
  expect(Buffer.from(keys.refreshTokenKey, 'base64')).toHaveLength(32);
  expect(await load()).toEqual(keys);
});

test('starts that make the keys at the same moment end up with the same ones', async () => {
  const [first, ...rest] = await Promise.all(Array.from({ length: 8 }, load));
  for (const other of rest) expect(other).toEqual(first);
  expect(await readdir(join(dir, 'data'))).toEqual(['keys.json']);
});

test('a file that others can read is tightened', async () => {
  const keys = await load();
  await chmod(fileOf(), 0o644);
  expect(await load()).toEqual(keys);
  expect((await stat(fileOf())).mode & 0o777).toBe(0o600);
});

test.each(['', '{', '{"publishableKey":"sb_publishable_x"}', 'null'])(
  'a damaged file %j is an error that says what to do, and stays as it is',
  async (text) => {
    await load();
    await writeFile(fileOf(), text);
    await expect(load()).rejects.toThrow(/keys\.json is damaged .*delete it to get new keys/);
    expect(await readFile(fileOf(), 'utf8')).toBe(text);
  },
);

test('the error about a damaged file does not show its secrets', async () => {
  const keys = await load();
  await writeFile(fileOf(), JSON.stringify({ ...keys, refreshTokenKey: 'oops' }));
  const message = await load().catch((error: Error) => error.message);
  expect(message).toContain('refreshTokenKey');
  expect(message).not.toContain(keys.secretKey);
});
