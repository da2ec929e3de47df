import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestService, type TestService } from './test-service.ts';

let shop: TestService;
let client: SupabaseClient;

beforeAll(async () => {
  shop = await openTestService(readFileSync(join(import.meta.dirname, 'testdata', 'shop.sql'), 'utf8'));
  client = shop.as('service_role');
});
beforeEach(() =>
  shop.db.exec(
    'delete from public.lone; delete from public.clients where id > 3; delete from public.projects where id > 4',
  ),
);
afterAll(() => shop.close());

describe('insert', () => {
  test('minimal is 201 without a body', async () => {
    const { data, status, error } = await client.from('clients').insert({ id: 10, name: 'new' });
    expect({ data, status, error }).toEqual({ data: null, status: 201, error: null });
  });

  test('select gives the row with defaults and embeds', async () => {
    const { data, status } = await client
      .from('projects')
      .insert({ name: 'new', client_id: 1, data: { deep: [1, { x: 'y' }] } })
      .select('name,stage,data,clients(name)')
      .single();
    expect(status).toBe(201);
    expect(data).toEqual({
      name: 'new',
      stage: 'draft',
      data: { deep: [1, { x: 'y' }] },
      clients: { name: 'Ada' },
    });
  });

  test('many at once, arrays and all', async () => {
    const { data, count } = await client
      .from('clients')
      .insert(
        [
          { id: 10, name: 'a', tags: ['x', 'y,z'] },
          { id: 11, name: 'b', tags: [] },
        ],
        { count: 'exact' },
      )
      .select();
    expect(data).toEqual([
      { id: 10, name: 'a', tags: ['x', 'y,z'] },
      { id: 11, name: 'b', tags: [] },
    ]);
    expect(count).toBe(2);
  });

  test('columns that only some rows have become null, or their default when asked', async () => {
    const rows = [
      { id: 10, name: 'a', tags: ['x'] },
      { id: 11, name: 'b' },
    ];
    const strict = await client.from('clients').insert(rows);
    expect(strict.error?.code).toBe('23502');
    const filled = await client.from('clients').insert(rows, { defaultToNull: false }).select('tags');
    expect(filled.data).toEqual([{ tags: ['x'] }, { tags: [] }]);
  });

  test('defaults fill identity columns too', async () => {
    const { data, error } = await client
      .from('projects')
      .insert([{ name: 'p1' }, { name: 'p2', stage: 'open' }], { defaultToNull: false })
      .select('id,stage');
    expect(error).toBeNull();
    expect(data?.map(({ stage }) => stage)).toEqual(['draft', 'open']);
  });

  test('nothing inserts nothing, an empty object inserts defaults', async () => {
    expect((await client.from('clients').insert([]).select()).data).toEqual([]);
    expect((await client.from('blank').insert({}).select('t')).data).toEqual([{ t: 'x' }]);
  });

  test('rows with different keys need columns', async () => {
    const response = await shop.fetch('/clients', {
      method: 'POST',
      body: '[{"id":10,"name":"a"},{"id":11}]',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code: 'PGRST102',
      details: null,
      hint: null,
      message: 'All object keys must match',
    });
  });

  test.each(['', '{', '"x"', '[1]', 'null'])('a body of %j is 400 PGRST102', async (body) => {
    const response = await shop.fetch('/clients', { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'PGRST102' });
  });

  test('an unknown column is PGRST204', async () => {
    const { error, status } = await client.from('clients').insert({ nope: 1 });
    expect(status).toBe(400);
    expect(error).toMatchObject({
      code: 'PGRST204',
      message: "Could not find the 'nope' column of 'clients' in the schema cache",
    });
  });
});

describe('upsert', () => {
  test('merges by primary key: 201 with new rows, 200 without', async () => {
    const first = await client
      .from('clients')
      .upsert([{ id: 10, name: 'a' }])
      .select('name');
    expect(first).toMatchObject({ status: 201, data: [{ name: 'a' }] });
    const second = await client
      .from('clients')
      .upsert([{ id: 10, name: 'b' }])
      .select('name');
    expect(second).toMatchObject({ status: 200, data: [{ name: 'b' }] });
    const mixed = await client
      .from('clients')
      .upsert([
        { id: 10, name: 'c' },
        { id: 11, name: 'd' },
      ])
      .select('name');
    expect(mixed).toMatchObject({ status: 201, data: [{ name: 'c' }, { name: 'd' }] });
  });

  test('onConflict names another key', async () => {
    const { data } = await client
      .from('projects')
      .upsert({ name: 'alpha', budget: 7 }, { onConflict: 'name' })
      .select('id,budget');
    expect(data).toEqual([{ id: 1, budget: 7 }]);
  });

  test('ignoreDuplicates leaves what is there', async () => {
    const { data, status } = await client
      .from('clients')
      .upsert({ id: 1, name: 'other' }, { ignoreDuplicates: true })
      .select();
    expect({ data, status }).toEqual({ data: [], status: 201 });
    expect((await client.from('clients').select('name').eq('id', 1).single()).data).toEqual({ name: 'Ada' });
  });
});

describe('update and delete', () => {
  test('update changes the rows that match and no others', async () => {
    await client.from('clients').insert([
      { id: 10, name: 'a' },
      { id: 11, name: 'b' },
    ]);
    const { data, status, count } = await client
      .from('clients')
      .update({ name: 'z', tags: ['q'] }, { count: 'exact' })
      .eq('id', 10)
      .select();
    expect({ data, status, count }).toEqual({
      data: [{ id: 10, name: 'z', tags: ['q'] }],
      status: 200,
      count: 1,
    });
    expect((await client.from('clients').select('name').eq('id', 11).single()).data).toEqual({ name: 'b' });
  });

  test('minimal answers are 204', async () => {
    await client.from('clients').insert({ id: 10, name: 'a' });
    expect((await client.from('clients').update({ name: 'b' }).eq('id', 10)).status).toBe(204);
    expect((await client.from('clients').delete().eq('id', 10)).status).toBe(204);
    expect((await client.from('clients').select().eq('id', 10)).data).toEqual([]);
  });

  test('delete gives the rows with embeds', async () => {
    await client.from('projects').insert({ name: 'gone', client_id: 1 });
    const { data, count } = await client
      .from('projects')
      .delete({ count: 'exact' })
      .eq('name', 'gone')
      .select('name,clients(name)');
    expect({ data, count }).toEqual({ data: [{ name: 'gone', clients: { name: 'Ada' } }], count: 1 });
  });

  test('without a filter both are refused, as hosted projects do', async () => {
    const update = await shop.fetch('/clients', { method: 'PATCH', body: '{"name":"x"}' });
    expect(update.status).toBe(400);
    expect(await update.json()).toEqual({
      code: '21000',
      details: null,
      hint: null,
      message: 'UPDATE requires a WHERE clause',
    });
    const { error } = await client.from('clients').delete();
    expect(error).toMatchObject({ code: '21000', message: 'DELETE requires a WHERE clause' });
  });

  test('an empty update changes nothing', async () => {
    const { data, status } = await client.from('clients').update({}).eq('id', 1).select();
    expect({ data, status }).toEqual({ data: [], status: 200 });
  });

  test('a single that finds several or none undoes the write', async () => {
    await client.from('clients').insert([
      { id: 10, name: 'a' },
      { id: 11, name: 'a' },
    ]);
    const many = await client.from('clients').update({ name: 'z' }).eq('name', 'a').select().single();
    expect(many).toMatchObject({
      status: 406,
      error: { code: 'PGRST116', details: 'The result contains 2 rows' },
    });
    expect((await client.from('clients').delete().gte('id', 10).select().single()).status).toBe(406);
    expect((await client.from('clients').select('name').gte('id', 10)).data).toEqual([
      { name: 'a' },
      { name: 'a' },
    ]);
    const none = await client.from('clients').update({ name: 'z' }).eq('id', 99).select().maybeSingle();
    expect(none).toMatchObject({ data: null, error: null });
  });

  test('more rows than max-affected undo the write', async () => {
    await client.from('clients').insert([
      { id: 10, name: 'a' },
      { id: 11, name: 'a' },
    ]);
    const prefer = 'handling=strict, max-affected=1';
    const response = await shop.fetch('/clients?id=gte.10', { method: 'DELETE', headers: { prefer } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'PGRST124', details: 'The query affects 2 rows' });
    expect((await client.from('clients').select('id').gte('id', 10)).data).toHaveLength(2);
  });

  test('limit on a write is refused by name', async () => {
    const { error } = await client.from('clients').delete().eq('id', 1).limit(1);
    expect(error?.code).toBe('PGRST127');
  });
});
