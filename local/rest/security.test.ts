import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Identity } from '../service.ts';
import { openTestService, type TestService } from './test-service.ts';

const ALICE = '11111111-1111-4111-8111-111111111111';
const BOB = '22222222-2222-4222-8222-222222222222';

let shop: TestService;

beforeAll(async () => {
  shop = await openTestService(readFileSync(join(import.meta.dirname, 'testdata', 'shop.sql'), 'utf8'));
  await shop.db.query('insert into public.notes (user_id, body) values ($1, $2), ($3, $4)', [
    ALICE,
    'hers',
    BOB,
    'his',
  ]);
});
afterAll(() => shop.close());

describe('the caller is the role and the claims of the token', () => {
  test('a user sees and writes own rows only', async () => {
    const alice = shop.as('authenticated', ALICE);
    expect((await alice.from('notes').select('body')).data).toEqual([{ body: 'hers' }]);
    expect((await alice.from('notes').update({ body: 'x' }).eq('user_id', BOB).select()).data).toEqual([]);
    expect((await alice.from('notes').delete().eq('user_id', BOB).select()).data).toEqual([]);
    const forged = await alice.from('notes').insert({ body: 'x', user_id: BOB });
    expect({ status: forged.status, code: forged.error?.code }).toEqual({ status: 403, code: '42501' });
    expect((await shop.as('service_role').from('notes').select('body').order('body')).data).toEqual([
      { body: 'hers' },
      { body: 'his' },
    ]);
  });

  test('anonymous callers are asked to sign in', async () => {
    const { status, error } = await shop.as('anon').from('notes').select();
    expect({ status, code: error?.code, message: error?.message }).toEqual({
      status: 401,
      code: '42501',
      message: 'permission denied for table notes',
    });
  });

  test('who may write but not read writes without a select, and not with one', async () => {
    const anon = shop.as('anon');
    expect((await anon.from('inbox').insert({ body: 'x' })).status).toBe(201);
    expect((await anon.from('inbox').insert({ body: 'x' }).select()).error?.code).toBe('42501');
    expect((await anon.from('inbox').select()).data).toEqual([]);
  });

  test('functions see who calls and how', async () => {
    expect((await shop.as('authenticated', ALICE).rpc('whoami')).data).toEqual({
      user: 'authenticated',
      uid: ALICE,
      method: 'POST',
    });
    expect((await shop.as('anon').rpc('whoami', {}, { get: true })).data).toEqual({
      user: 'anon',
      uid: null,
      method: 'GET',
    });
  });

  test('callers at the same time never see each other', async () => {
    const as = { [ALICE]: shop.as('authenticated', ALICE), [BOB]: shop.as('authenticated', BOB) };
    const calls = Array.from({ length: 60 }, (_, i) => (i % 2 ? ALICE : BOB));
    const seen = await Promise.all(
      calls.map(async (id) => (await as[id]?.from('notes').select('user_id'))?.data),
    );
    expect(seen).toEqual(calls.map((user_id) => [{ user_id }]));
  });

  test('nothing of a request outlives it', async () => {
    await shop.as('authenticated', ALICE).rpc('fail', { code: 'P0001' });
    expect(
      await shop.db.query(
        `select current_user::text as role, coalesce(current_setting('request.jwt.claims', true), '') as claims, current_setting('transaction_read_only') as ro`,
      ),
    ).toEqual([{ role: 'postgres', claims: '', ro: 'off' }]);
  });
});

describe('what clients send is never SQL', () => {
  const evil = `x") or true; drop table public.clients; --`;
  const paths = [
    `/clients?select=${encodeURIComponent(evil)}`,
    `/clients?select=id::${encodeURIComponent('int); drop table clients; --')}`,
    `/clients?select=name->>${encodeURIComponent(`'||version()||'`)}`,
    `/clients?order=${encodeURIComponent('id;drop table clients')}`,
    `/clients?order=${encodeURIComponent('(select 1)')}`,
    `/clients?${encodeURIComponent(evil)}=eq.1`,
    `/clients?${encodeURIComponent(`"${evil.replace(/"/g, '\\"')}"`)}=eq.1`,
    `/clients?name=${encodeURIComponent("fts(english', $1::text) is not null or true --).x")}`,
    `/clients?name=fts(${encodeURIComponent(`english') or true --`)}).x`,
    `/clients?or=${encodeURIComponent('(id.eq.1) or true --)')}`,
    `/clients?name=in.${encodeURIComponent(`("a") or true --)`)}`,
    `/clients?limit=${encodeURIComponent('1; drop table clients')}`,
    `/clients?select=projects!${encodeURIComponent('x") or true --')}(id)`,
    `/${encodeURIComponent('clients"; drop table clients; --')}`,
    `/rpc/${encodeURIComponent('add"(1); --')}`,
    `/rpc/add?a=1&${encodeURIComponent('b":=1); --')}=2`,
  ];
  test.each(paths)('%s', async (path) => {
    const response = await shop.fetch(path);
    const body = await response.text();
    expect(response.status, body).toBeGreaterThanOrEqual(400);
    expect(response.status, body).toBeLessThan(500);
    expect(JSON.parse(body).code, body).not.toBe('42601');
    expect((await shop.as('service_role').from('clients').select('id')).data).toHaveLength(3);
  });

  test('values that look like SQL are values', async () => {
    const value = `'; drop table public.clients; -- " \\ $1 ) , (`;
    const client = shop.as('service_role');
    await client.from('clients').insert({ id: 50, name: value });
    expect((await client.from('clients').select('name').eq('name', value)).data).toEqual([{ name: value }]);
    expect((await client.from('clients').delete().eq('name', value).select('id')).data).toEqual([{ id: 50 }]);
  });

  test('keys of bodies are names of columns or nothing', async () => {
    for (const init of [
      { method: 'POST', body: JSON.stringify({ 'id") values (1); --': 1 }) },
      {
        method: 'POST',
        body: JSON.stringify([{ id: 60, name: 'x' }]),
        path: `?columns=${encodeURIComponent('"id\\") --"')}`,
      },
      {
        method: 'POST',
        body: JSON.stringify([{ id: 1, name: 'x' }]),
        path: `?on_conflict=${encodeURIComponent('"id\\") do nothing --"')}`,
        headers: { prefer: 'resolution=merge-duplicates' },
      },
    ]) {
      const response = await shop.fetch(`/clients${init.path ?? ''}`, init);
      expect(response.status).toBe(400);
      expect((await response.json()).code).not.toBe('42601');
    }
  });

  test('zero bytes are refused', async () => {
    const { status } = await shop.fetch('/clients?name=eq.%00');
    expect(status).toBe(400);
    expect((await shop.fetch('/clients?%00=eq.1')).status).toBe(400);
  });

  test('other schemas are out of reach', async () => {
    for (const init of [
      { headers: { 'accept-profile': 'auth' } },
      { headers: { 'accept-profile': 'pg_catalog' } },
    ]) {
      const response = await shop.fetch('/users', init);
      expect(response.status).toBe(406);
      expect(await response.json()).toMatchObject({
        code: 'PGRST106',
        hint: 'Only the following schemas are exposed: public',
      });
    }
    expect(
      (await shop.fetch('/rpc/set_config?setting_name=role&new_value=postgres&is_local=false')).status,
    ).toBe(404);
    expect((await shop.fetch('/pg_authid')).status).toBe(404);
  });
});

describe('errors', () => {
  test('an unknown table is 404 with the nearest name', async () => {
    const { status, error } = await shop.as('anon').from('client').select();
    expect(status).toBe(404);
    expect(error).toEqual({
      code: 'PGRST205',
      details: null,
      hint: "Perhaps you meant the table 'public.clients'",
      message: "Could not find the table 'public.client' in the schema cache",
    });
  });

  test.each([
    ['/clients?id=foo.1', 'PGRST100', 400],
    ['/clients?select=id,', 'PGRST100', 400],
    ['/clients?or=(id.eq.1', 'PGRST100', 400],
    ['/clients?id=eq.x', '22P02', 400],
    ['/clients?nope=eq.1', '42703', 400],
    ['/clients?name=gt(any).x', '22P02', 400],
    ['/clients/1', 'PGRST125', 404],
    ['/clients?limit=-1', 'PGRST103', 416],
    ['/clients?offset=-1', 'PGRST100', 400],
  ])('%s is %s', async (path, code, status) => {
    const response = await shop.fetch(path);
    expect(await response.json()).toMatchObject({ code });
    expect(response.status).toBe(status);
  });

  test('conflicts are 409 with the fields of Postgres', async () => {
    const { status, error } = await shop.as('service_role').from('clients').insert({ id: 1, name: 'x' });
    expect(status).toBe(409);
    expect(error).toEqual({
      code: '23505',
      details: 'Key (id)=(1) already exists.',
      hint: null,
      message: 'duplicate key value violates unique constraint "clients_pkey"',
    });
  });

  test('unacceptable types, methods and preferences are refused', async () => {
    expect((await shop.fetch('/clients', { headers: { accept: 'text/html' } })).status).toBe(406);
    expect((await shop.fetch('/clients', { method: 'PUT', body: '{}' })).status).toBe(400);
    expect((await shop.fetch('/clients', { method: 'OPTIONS' })).status).toBe(405);
    expect((await shop.fetch('/rpc/add', { method: 'DELETE' })).status).toBe(405);
    const strict = await shop.fetch('/clients', { headers: { prefer: 'handling=strict, anything=goes' } });
    expect(await strict.json()).toMatchObject({ code: 'PGRST122' });
  });

  test('bodies that are not JSON are refused, those PostgREST reads by name', async () => {
    const post = async (type: string) => {
      const response = await shop.fetch('/clients', {
        method: 'POST',
        body: 'id,name',
        headers: { 'content-type': type },
      });
      expect(response.status).toBe(400);
      return (await response.json()) as { code: string; details: string; message: string };
    };
    expect(await post('text/csv')).toMatchObject({
      code: 'PGRST127',
      details: expect.stringContaining('text/csv'),
    });
    expect(await post('image/png')).toMatchObject({
      code: 'PGRST102',
      message: 'Content-Type not acceptable: image/png',
    });
  });

  test('a role that is none of the three is refused before Postgres hears of it', async () => {
    const identity = { role: 'postgres', claims: { role: 'postgres' } } as unknown as Identity;
    const request = new Request('http://127.0.0.1/rest/v1/clients');
    const response = await shop.service.handle(request, { identity, ip: '127.0.0.1' });
    expect(response.status).toBe(401);
  });

  test('bodies beyond 32 MB are 413', async () => {
    const body = `{"name":"${'x'.repeat(32 * 1024 * 1024)}"}`;
    expect((await shop.fetch('/clients', { method: 'POST', body })).status).toBe(413);
  });
});

test('the root names what there is', async () => {
  const response = await shop.fetch('/', {}, 'anon');
  expect(response.headers.get('content-type')).toContain('application/openapi+json');
  const { paths } = (await response.json()) as { paths: Record<string, unknown> };
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/clients', '/open_projects', '/rpc/add']));
});

test('the catalogue is read again after a migration', async () => {
  const client = shop.as('service_role');
  expect((await client.from('later').select()).status).toBe(404);
  await shop.db.exec('create table public.later (id int primary key)');
  await vi.waitFor(async () => expect((await client.from('later').select()).status).toBe(200));
  await shop.db.exec('alter table public.later add column word text');
  await vi.waitFor(async () =>
    expect((await client.from('later').insert({ id: 1, word: 'x' })).error).toBeNull(),
  );
  await shop.db.exec('drop table public.later');
  await vi.waitFor(async () => expect((await client.from('later').select()).error?.code).toBe('PGRST205'));
});
