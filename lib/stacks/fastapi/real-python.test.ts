import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse as parseToml } from 'smol-toml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fastapi } from './stack.ts';
import { preparePython } from './testdata/python-environment.ts';
import { renderTree } from './testdata/render-tree.ts';
import { startServer } from './testdata/running-server.ts';
import { blog, minimal, nasty } from './testdata/specs.ts';

const run = promisify(execFile);
const limit = 180_000;
const pytest = ['-W', 'error', '-m', 'pytest', '-q', '-p', 'no:cacheprovider'];
const environment = await preparePython(await fastapi.render(blog, 'requirements.txt'));
const python = 'python' in environment ? environment.python : '';
if ('missing' in environment) console.warn(`Generated projects were not executed: ${environment.missing}.`);

let root = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fastapi-stack-'));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function writeProject(name: string, files: ReadonlyMap<string, string>): Promise<string> {
  const directory = join(root, name);
  for (const [path, text] of files) {
    const target = join(directory, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  return directory;
}

/** What a command prints; its output is the error where it fails. */
async function output(directory: string, command: string, args: readonly string[]): Promise<string> {
  const env = {
    NODE_ENV: 'test' as const,
    PATH: process.env.PATH ?? '',
    HOME: root,
    PYTHONDONTWRITEBYTECODE: '1',
  };
  try {
    return (await run(command, args, { cwd: directory, env, timeout: limit, maxBuffer: 2 ** 24 })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${stdout}\n${stderr}`.slice(-8_000), { cause: error });
  }
}

/** Two processes at once, the longest first: what waits for nothing else keeps both busy. */
const lanes = 2;
const specs = { minimal, blog, nasty };
type Name = keyof typeof specs;
const names = Object.keys(specs) as Name[];

describe.skipIf(python === '')('generated projects', () => {
  const trees = new Map<Name, ReadonlyMap<string, string>>();
  let suites: Record<Name, Promise<string>[]>;
  let pyright: Promise<string>;

  beforeAll(async () => {
    for (const name of names) {
      const files = await renderTree(specs[name]);
      trees.set(name, files);
      await writeProject(name, files);
    }
    await writeFile(join(root, 'pyrightconfig.json'), JSON.stringify(pyrightConfig()));
    const inLane = createLanes(lanes);
    const tests = [...(trees.get('nasty')?.keys() ?? [])].filter((path) => /\/test_\w+\.py$/.test(path));
    const halves = [0, 1].map((half) => tests.filter((_, index) => index % 2 === half));
    const suite = (name: Name, some: readonly string[] = []) =>
      inLane(() => output(join(root, name), python, [...pytest, ...some]));
    const nastyHalves = halves.map((half) => suite('nasty', half));
    const script = createRequire(import.meta.url).resolve('pyright/index.js');
    pyright = inLane(() => output(root, process.execPath, [script, '--pythonpath', python, '--outputjson']));
    suites = { nasty: nastyHalves, blog: [suite('blog')], minimal: [suite('minimal')] };
  });

  it.each(names)(
    'pass their own tests, with every warning an error: %s',
    { timeout: limit },
    async (name) => {
      for (const result of await Promise.all(suites[name])) expect(result).toMatch(/^\d+ passed in [^,]*$/m);
    },
  );

  it('satisfy pyright with their own settings', { timeout: limit }, async () => {
    const report: unknown = JSON.parse(await pyright);
    const files = [...trees.values()].flatMap((tree) =>
      [...tree.keys()].filter((path) => path.endsWith('.py')),
    );
    expect(report).toMatchObject({
      generalDiagnostics: [],
      summary: { errorCount: 0, warningCount: 0, filesAnalyzed: files.length },
    });
  });

  it.each(names)('satisfy ruff with their own settings: %s', { timeout: limit }, async (name) => {
    const directory = join(root, name);
    const found = await output(directory, python, ['-m', 'ruff', 'check', '--no-cache']);
    expect(found).toContain('All checks passed');
    await output(directory, python, ['-m', 'ruff', 'format', '--check', '--no-cache']);
  });

  /** One program over all: most of its time goes into the packages that they share. */
  function pyrightConfig(): object {
    const settings = names.map((name) => pyrightSettings(trees.get(name)?.get('pyproject.toml') ?? ''));
    for (const own of settings) expect(own).toEqual(settings[0]);
    const { include, ...rest } = settings[0] ?? { include: [] };
    return {
      ...rest,
      include: names.flatMap((name) => include.map((folder) => `${name}/${folder}`)),
      executionEnvironments: names.map((name) => ({ root: name })),
    };
  }
});

function pyrightSettings(pyproject: string): { include: string[] } {
  const { tool } = parseToml(pyproject) as { tool: { pyright: { include: string[] } } };
  return tool.pyright;
}

/** Runs what it is given in turn, `count` at a time. A failure waits for whoever asks for the result. */
function createLanes(count: number) {
  const waiting: (() => void)[] = [];
  let free = count;
  const next = () => {
    if (free === 0 || waiting.length === 0) return;
    free -= 1;
    waiting.shift()?.();
  };
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = new Promise<void>((start) => waiting.push(start));
    const result = turn.then(work).finally(() => {
      free += 1;
      next();
    });
    result.catch(() => undefined);
    next();
    return result;
  };
}

describe.skipIf(python === '')('the running blog', () => {
  it('serves sign-in and records over HTTP, and keeps them', { timeout: limit }, async () => {
    const directory = await writeProject('served', await renderTree(blog));
    const call = async (url: string, path: string, init: RequestInit & { token?: string } = {}) => {
      const headers = new Headers(init.headers);
      if (init.token !== undefined) headers.set('authorization', `Bearer ${init.token}`);
      if (typeof init.body === 'string') headers.set('content-type', 'application/json');
      const response = await fetch(url + path, { ...init, headers });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : JSON.parse(text) };
    };
    const post = (body: unknown, token?: string) => ({ method: 'POST', body: JSON.stringify(body), token });

    let server = await startServer(python, directory);
    let userId = '';
    try {
      const { url } = server;
      expect((await call(url, '/health')).body).toEqual({ status: 'ok' });
      const { paths } = (await call(url, '/openapi.json')).body;
      expect(Object.keys(paths)).toContain('/api/v1/posts/{post_id}');
      const credentials = { email: 'ada@example.com', password: 'correct horse battery' };
      expect((await call(url, '/api/v1/auth/sign-up', post(credentials))).status).toBe(201);
      const form = new URLSearchParams({ username: credentials.email, password: credentials.password });
      const signedIn = await call(url, '/api/v1/auth/sign-in', { method: 'POST', body: form });
      const token: string = signedIn.body.access_token;
      expect((await call(url, '/api/v1/auth/me', { token })).body.email).toBe(credentials.email);

      const ada = { name: 'Ada', email: 'ada@example.com' };
      expect((await call(url, '/api/v1/users', post(ada))).status).toBe(401);
      const user = await call(url, '/api/v1/users', post(ada, token));
      userId = user.body.id;
      const tag = await call(url, '/api/v1/tags', post({ name: 'engines' }, token));
      const draft = { title: 'Notes', slug: 'notes', body: 'On engines', status: 'draft' };
      const created = await call(
        url,
        '/api/v1/posts',
        post({ ...draft, author_id: userId, tag_ids: [tag.body.id] }, token),
      );
      expect(created.status).toBe(201);
      expect(created.body.tags).toEqual([{ id: tag.body.id, name: 'engines' }]);
      const path = `/api/v1/posts/${created.body.id}`;
      const change = { method: 'PATCH', body: JSON.stringify({ status: 'published' }), token };
      expect((await call(url, path, change)).body.status).toBe('published');
      expect((await call(url, '/api/v1/posts?q=engines&status=published')).body.total).toBe(1);
      expect((await call(url, `/api/v1/users/${userId}`, { method: 'DELETE', token })).status).toBe(409);
      expect((await call(url, path, { method: 'DELETE', token })).status).toBe(204);
      expect((await call(url, path)).status).toBe(404);
    } finally {
      await server.stop();
    }

    server = await startServer(python, directory);
    try {
      expect((await call(server.url, `/api/v1/users/${userId}`)).body.name).toBe('Ada');
    } finally {
      await server.stop();
    }
  });
});
