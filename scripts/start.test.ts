import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkPort } from './start/check-port.ts';
import { chooseServices } from './start/choose-services.ts';
import { readVariables } from './start/environment-files.ts';
import { openLogFile } from './start/log-file.ts';
import { checkNodeVersion, readSettings } from './start/settings.ts';
import { describeStart } from './start/summary.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-start-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

describe('which services are embedded', () => {
  test.each([
    [{}, true, true],
    [{ NEXT_PUBLIC_SUPABASE_URL: '' }, true, true],
    [{ NEXT_PUBLIC_SUPABASE_URL: 'https://x.supabase.co' }, false, true],
    [{ INNGEST_BASE_URL: 'http://127.0.0.1:8288' }, true, false],
    [{ INNGEST_EVENT_KEY: 'key', INNGEST_SIGNING_KEY: 'signkey-prod-1' }, true, false],
    [{ INNGEST_DEV: '1' }, true, false],
    [{ INNGEST_DEV: 'http://127.0.0.1:8288' }, true, false],
    [{ INNGEST_DEV: '0' }, true, true],
    [{ INNGEST_DEV: 'false' }, true, true],
  ])('%o', (variables, supabase, executor) => {
    expect(chooseServices(variables)).toEqual({ supabase, executor });
  });
});

describe('settings', () => {
  test('nothing set is 127.0.0.1:3000 and .cairn, one spelling everywhere', () => {
    expect(readSettings({ CAIRN_PORT: '' })).toEqual({
      host: '127.0.0.1',
      port: 3000,
      supabasePort: 54321,
      dataDir: resolve('.cairn'),
      siteUrl: 'http://127.0.0.1:3000',
      localUrl: 'http://127.0.0.1:3000',
      embedded: { supabase: true, executor: true },
    });
  });

  test('a site behind a proxy keeps its own address, and this machine asks itself', () => {
    const hosted = {
      NEXT_PUBLIC_SUPABASE_URL: 'https://x.supabase.co',
      CAIRN_HOST: '0.0.0.0',
      CAIRN_PORT: '80',
    };
    expect(readSettings({ ...hosted, CAIRN_SITE_URL: 'https://cairn.example/' })).toMatchObject({
      host: '0.0.0.0',
      siteUrl: 'https://cairn.example',
      localUrl: 'http://127.0.0.1:80',
    });
  });

  test.each([
    [{ CAIRN_PORT: 'http' }, 'CAIRN_PORT is "http"; it must be a port from 1 to 65535.'],
    [{ CAIRN_SUPABASE_PORT: '70000' }, 'CAIRN_SUPABASE_PORT is "70000"'],
    [{ CAIRN_PORT: '54321' }, 'CAIRN_PORT and CAIRN_SUPABASE_PORT are both 54321'],
    [
      { CAIRN_HOST: '0.0.0.0' },
      'CAIRN_HOST is 0.0.0.0, but the embedded services are for this machine alone',
    ],
  ])('%o is refused with what to change', (variables, message) => {
    expect(() => readSettings(variables)).toThrow(message);
  });

  test('Node older than 22 is refused, newer is not', () => {
    expect(() => checkNodeVersion('v20.19.0')).toThrow('Cairn needs Node 22 or newer');
    expect(() => checkNodeVersion('v22.0.0')).not.toThrow();
    expect(() => checkNodeVersion('v100.0.0')).not.toThrow();
  });

  test('the process wins over .env.local, and that over .env', async () => {
    await writeFile(join(dir, '.env'), 'A=shared\nB=shared\nC="with # sign"\n');
    await writeFile(join(dir, '.env.local'), 'A=local\nB=local\n');
    expect(await readVariables(dir, { A: 'process' })).toEqual({
      A: 'process',
      B: 'local',
      C: 'with # sign',
    });
  });
});

describe('a busy port', () => {
  test('names its variable and a way out', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await expect(checkPort('127.0.0.1', port, 'CAIRN_PORT')).rejects.toThrow(
      `Port ${port} is in use by another program. Stop it, or choose another port with CAIRN_PORT=${port + 1}.`,
    );
    await new Promise((done) => server.close(done));
    await expect(checkPort('127.0.0.1', port, 'CAIRN_PORT')).resolves.toBeUndefined();
  });

  test.each([
    ['/health', { name: 'cairn-local' }],
    ['/api/health', { status: 'degraded', version: '1.0.0', checks: {} }],
  ])('says when another Cairn has it, by its %s', async (path, health) => {
    const server = createHttpServer((request, response) => {
      response.end(request.url === path ? JSON.stringify(health) : 'something else');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await expect(checkPort('127.0.0.1', port, 'CAIRN_SUPABASE_PORT')).rejects.toThrow(
      'another Cairn that runs',
    );
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
});

test('a log has every line with its time, no colors, and no other reader', async () => {
  const log = await openLogFile(join(dir, 'logs'), 'app');
  const stream = new PassThrough();
  const lines: string[] = [];
  const ended = new Promise((done) => stream.on('end', done));
  log.follow(stream, (line) => lines.push(line));
  for (const text of ['one\ntw', 'o \u001b[31mred\u001b[0m\nlast']) stream.write(text);
  stream.end();
  await ended;
  await log.close();
  expect(lines).toEqual(['one', 'two \u001b[31mred\u001b[0m', 'last']);
  const written = (await readFile(log.path, 'utf8')).trimEnd().split('\n');
  expect(written.map((line) => line.replace(/^\S+Z /, ''))).toEqual(['one', 'two red', 'last']);
  expect((await stat(log.path)).mode & 0o777).toBe(0o600);
});

test('the summary names what runs here and what does not', () => {
  const settings = readSettings({
    NEXT_PUBLIC_SUPABASE_URL: 'https://x.supabase.co',
    CAIRN_DATA_DIR: '/srv/cairn/data',
  });
  const text = describeStart(settings, 'http://127.0.0.1:54321', '/srv/cairn').join('\n');
  expect(text).toContain('App       http://127.0.0.1:3000');
  expect(text).toContain('Data      data');
  expect(text).toContain('Hosted    Supabase, as the environment says');
  expect(text).not.toContain('Mailbox');
});
