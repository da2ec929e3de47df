import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestService, type TestService } from './test-service.ts';

let shop: TestService;
let client: SupabaseClient;

beforeAll(async () => {
  shop = await openTestService(readFileSync(join(import.meta.dirname, 'testdata', 'shop.sql'), 'utf8'));
  client = shop.as('service_role');
});
afterAll(() => shop.close());

test.each([false, true])('scalars, with defaults left out (get: %s)', async (get) => {
  expect((await client.rpc('add', { a: 1, b: 2 }, { get })).data).toBe(3);
  expect((await client.rpc('add', { a: 1 }, { get })).data).toBe(11);
});

test('json and array arguments arrive whole', async () => {
  expect((await client.rpc('echo', { v: { a: [1, 'two', null] } })).data).toEqual({ a: [1, 'two', null] });
  expect((await client.rpc('sum_all', { v: [1, 2, 3] })).data).toBe(6);
  expect((await client.rpc('sum_all', { v: [1, 2, 3] }, { get: true })).data).toBe(6);
});

test('sets of rows take filters, order, columns, embeds, pages and counts', async () => {
  const { data, count } = await client
    .rpc('projects_of', { client: 1 }, { count: 'exact' })
    .select('name,clients(name)')
    .gt('id', 0)
    .order('id', { ascending: false })
    .limit(1);
  expect(data).toEqual([{ name: 'beta', clients: { name: 'Ada' } }]);
  expect(count).toBe(2);
});

test('sets of scalars, tables and single rows have their own shapes', async () => {
  expect((await client.rpc('names').limit(1)).data).toEqual(['Ada']);
  expect((await client.rpc('pair')).data).toEqual([{ x: 1, y: 'one' }]);
  expect((await client.rpc('first_project').select('name')).data).toEqual({ name: 'alpha' });
  expect((await client.rpc('projects_of', { client: 2 }).select('name').single()).data).toEqual({
    name: 'gamma',
  });
});

test('void is 204', async () => {
  const { data, status, error } = await client.rpc('touch');
  expect({ data, status, error }).toEqual({ data: null, status: 204, error: null });
});

test('a count on a scalar is one', async () => {
  const { count, data } = await client.rpc('add', { a: 1 }, { count: 'exact' });
  expect({ count, data }).toEqual({ count: 1, data: 11 });
});

test('head gives no body', async () => {
  const { data, count, status } = await client.rpc(
    'projects_of',
    { client: 1 },
    { head: true, count: 'exact' },
  );
  expect({ data, count, status }).toEqual({ data: null, count: 2, status: 200 });
});

test('minimal calls and head calls with objects give no body', async () => {
  const response = await shop.fetch('/rpc/add', {
    method: 'POST',
    body: '{"a":1}',
    headers: { prefer: 'return=minimal' },
  });
  expect({ status: response.status, body: await response.text() }).toEqual({ status: 204, body: '' });
  const { data, error } = await client.rpc('echo', { v: { a: 1 } }, { head: true });
  expect({ data, error }).toEqual({ data: null, error: null });
});

test('a call that is refused by single leaves nothing behind', async () => {
  expect((await client.rpc('add_lone', { i: 1 }).single()).status).toBe(406);
  expect((await client.from('lone').select()).data).toEqual([]);
  expect((await client.rpc('add_lone', { i: 1 })).data).toEqual([{ id: 1 }, { id: 2 }]);
});

test('GET cannot write', async () => {
  const { status, error } = await client.rpc('add_lone', { i: 7 }, { get: true });
  expect({ status, code: error?.code }).toEqual({ status: 405, code: '25006' });
});

test('overloads that the arguments do not tell apart are 300', async () => {
  const { status, error } = await client.rpc('one_of', { a: 1 });
  expect(status).toBe(300);
  expect(error).toMatchObject({
    code: 'PGRST203',
    message:
      'Could not choose the best candidate function between: public.one_of(a => integer), public.one_of(a => text)',
  });
});

test('an unknown function or argument is 404 PGRST202', async () => {
  const unknown = await client.rpc('ad', { a: 1 });
  expect(unknown.status).toBe(404);
  expect(unknown.error).toMatchObject({
    code: 'PGRST202',
    message: 'Could not find the function public.ad(a) in the schema cache',
    hint: 'Perhaps you meant to call the function public.add',
  });
  expect((await client.rpc('add', { a: 1, z: 1 })).error?.code).toBe('PGRST202');
});

test.each([
  ['P0001', 400],
  ['23505', 409],
  ['23503', 409],
  ['42501', 403],
  ['PT402', 402],
  ['40001', 500],
  ['57014', 500],
  ['42P01', 404],
  ['22023', 400],
  ['23514', 400],
  ['XX000', 500],
])('an exception with SQLSTATE %s is %i with all of its fields', async (code, status) => {
  const result = await client.rpc('fail', { code });
  expect(result.status).toBe(status);
  expect(result.error).toMatchObject({ code, message: 'no way', details: 'the detail', hint: 'the hint' });
});

test('functions may choose status, headers and body', async () => {
  const response = await shop.fetch('/rpc/teapot', { method: 'POST' });
  expect(response.status).toBe(418);
  expect(response.headers.get('x-tea')).toBe('yes');
  expect(await response.json()).toEqual({ code: '123', message: 'tea', details: 'd', hint: 'h' });
});
