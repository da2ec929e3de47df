import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AppSpec } from '../specs/schemas.ts';
import { resolveApp as resolveServer } from './fastapi/resolve-app.ts';
import { fastapi } from './fastapi/stack.ts';
import { anyValidSpec } from './fastapi/testdata/any-spec.ts';
import { blog, minimal, nasty } from './fastapi/testdata/specs.ts';
import { resolveApp as resolveClient } from './flutter/model.ts';
import { blogSpec, nastySpec } from './flutter/sample-specs.ts';
import { flutter } from './flutter/stack.ts';
import type { Stack } from './stack.ts';

const samples = [blog, minimal, nasty, blogSpec, nastySpec];

it.each(samples)(
  'the app asks for every collection, and for no path that is not served: $name',
  async (spec) => {
    const served = servedPaths(await render(fastapi, spec));
    const asked = askedPaths(await render(flutter, spec));
    const collections = resolveServer(spec).entities.map(({ path }) => `/api/v1${path}`);
    expect(asked).toEqual(new Set([...collections, '/api/v1/auth/sign-in', '/api/v1/auth/sign-up']));
    expect([...asked].filter((path) => !served.has(path))).toEqual([]);
  },
);

it.each(samples)('the app reads and writes records under the names that are served: $name', async (spec) => {
  const files = await render(flutter, spec);
  for (const { name, fields, links } of resolveServer(spec).entities) {
    const { file } = resolveClient(spec).entity(name);
    const text = files.get(`lib/domain/models/${file}.dart`) ?? '';
    const read = new Set([...text.matchAll(/json\['([^']+)'\]/g)].map(([, key]) => key));
    const names = [...fields.map(({ json }) => json), ...links.map(({ ids }) => ids)];
    expect(read).toEqual(new Set(['id', ...names, 'created_at', 'updated_at']));
  }
});

it('both sides agree on every name of any valid spec', () => {
  fc.assert(
    fc.property(anyValidSpec(), (spec) => {
      const problems = [...fastapi.validate(spec), ...flutter.validate(spec)];
      fc.pre(problems.every(({ severity }) => severity !== 'error'));
      for (const { name } of spec.entities) expect(clientNames(spec, name)).toEqual(serverNames(spec, name));
    }),
    { numRuns: 150 },
  );
});

function serverNames(spec: AppSpec, name: string) {
  const { path, fields, links } = resolveServer(spec).entity(name);
  return {
    path: `/api/v1${path}`,
    fields: [...fields.map(({ json }) => json), ...links.map(({ ids }) => ids)],
    values: fields.flatMap(({ enumeration }) => enumeration?.values.map(({ wire }) => wire) ?? []),
  };
}

function clientNames(spec: AppSpec, name: string) {
  const { resource, fields } = resolveClient(spec).entity(name);
  return {
    path: resource,
    fields: fields.map(({ wire }) => wire),
    values: fields.flatMap(({ enumeration }) => enumeration?.values.map(({ wire }) => wire) ?? []),
  };
}

async function render(stack: Stack, spec: AppSpec): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { targets } of stack.plan(spec)) {
    for (const { path } of targets) files.set(path, await stack.render(spec, path));
  }
  return files;
}

function servedPaths(files: ReadonlyMap<string, string>): Set<string> {
  const modules = [...files].filter(([path]) => path.startsWith('app/api/routes/')).map(([, text]) => text);
  const prefix = prefixOf(files.get('app/api/router.py') ?? '');
  return new Set(
    modules.flatMap((text) =>
      [...text.matchAll(/^@router\.\w+\(\s*"([^"]*)"/gm)].map(([, path]) => prefix + prefixOf(text) + path),
    ),
  );
}

function prefixOf(module: string): string {
  return /APIRouter\(\s*prefix="([^"]*)"/.exec(module)?.[1] ?? '';
}

function askedPaths(files: ReadonlyMap<string, string>): Set<string> {
  const code = [...files].filter(([path]) => path.startsWith('lib/')).map(([, text]) => text);
  return new Set(
    code.flatMap((text) => [...text.matchAll(/'(\/api\/[^']+)'/g)].map(([, path]) => path ?? '')),
  );
}
