import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Child } from './child.ts';
import { type LogFile, openLogFile } from './log-file.ts';
import { readSettings } from './settings.ts';
import { type Embedded, startEmbedded } from './start-embedded.ts';

const root = resolve(import.meta.dirname, '..', '..');
let dataDir: string;
let log: LogFile;
let children: Child[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-embedded-'));
  log = await openLogFile(join(dataDir, 'logs'), 'services');
  children = [];
});

afterEach(async () => {
  for (const child of children) await child.stop(10_000);
  await log.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(extra: Record<string, string> = {}): Promise<Embedded> {
  const variables = {
    ...process.env,
    CAIRN_DATA_DIR: dataDir,
    CAIRN_SUPABASE_PORT: await freePort(),
    ...extra,
  };
  return startEmbedded(root, readSettings(variables), variables, log, (child) => children.push(child));
}

test('what is ready serves, is handed on to the app, and is refused to a second start on the same data', async () => {
  const { url, variables } = await start();
  expect(variables).toMatchObject({ NEXT_PUBLIC_SUPABASE_URL: url, INNGEST_BASE_URL: url, INNGEST_DEV: '0' });
  const ask = (key: string | undefined) => fetch(`${url}/rest/v1/`, { headers: { apikey: key ?? '' } });
  expect((await ask('sb_secret_wrong')).status).toBe(401);
  expect((await ask(variables.SUPABASE_SECRET_KEY)).status).not.toBe(401);
  expect((await stat(join(dataDir, 'keys.json'))).mode & 0o777).toBe(0o600);
  await expect(start()).rejects.toThrow(/is in use by process \d+\. Stop it first/);

  // And what it made lasts: the same keys after a SIGKILL.
  children[0]?.kill();
  await children[0]?.ended;
  expect((await start()).variables.SUPABASE_SECRET_KEY).toBe(variables.SUPABASE_SECRET_KEY);
});

test('with Supabase hosted elsewhere, only the executor is embedded', async () => {
  const { url, variables } = await start({ NEXT_PUBLIC_SUPABASE_URL: 'https://x.supabase.co' });
  expect(Object.keys(variables).sort()).toEqual([
    'INNGEST_BASE_URL',
    'INNGEST_DEV',
    'INNGEST_EVENT_KEY',
    'INNGEST_SIGNING_KEY',
  ]);
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ services: ['executor'] });
});

test('the services end with the process that started them, even when that is killed', async () => {
  // The pipe closes only when nobody holds it any more, neither the parent nor the services it started.
  const main = JSON.stringify(join(root, 'local', 'main.ts'));
  const parent = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').fork(${main}, { detached: true }).on('message', (m) => console.log(m.type))`,
    ],
    {
      env: { ...process.env, CAIRN_DATA_DIR: dataDir, CAIRN_SUPABASE_PORT: await freePort() },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [first] = await once(parent.stdout, 'data');
  expect(String(first).trim()).toBe('ready');
  const allGone = once(parent.stdout, 'close');
  parent.kill('SIGKILL');
  await allGone;
});

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return String(port);
}
