import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestService, type TestService } from './test-service.ts';

let shop: TestService;
let client: SupabaseClient;

beforeAll(async () => {
  shop = await openTestService(readFileSync(join(import.meta.dirname, 'testdata', 'shop.sql'), 'utf8'));
  client = shop.as('service_role');
});
afterAll(() => shop.close());

const names = (rows: { name: string }[] | null) => rows?.map(({ name }) => name);

describe('filters choose the rows that Postgres would', () => {
  const cases: [
    string,
    (q: ReturnType<typeof from>) => PromiseLike<{ data: unknown; error: unknown }>,
    string[],
  ][] = [
    ['eq', (q) => q.eq('name', 'alpha'), ['alpha']],
    ['eq on an enum', (q) => q.eq('stage', 'open'), ['alpha']],
    ['neq', (q) => q.neq('name', 'alpha'), ['beta', 'gamma', 'delta']],
    ['gt', (q) => q.gt('id', 2), ['gamma', 'delta']],
    ['gte', (q) => q.gte('id', 3), ['gamma', 'delta']],
    ['lt on a date', (q) => q.lt('due', '2026-01-01'), ['gamma']],
    ['lte', (q) => q.lte('budget', 1.1), ['alpha', 'delta']],
    ['like', (q) => q.like('name', '%eta%'), ['beta']],
    ['ilike', (q) => q.ilike('name', 'AL%'), ['alpha']],
    ['likeAnyOf', (q) => q.likeAnyOf('name', ['al%', 'be%']), ['alpha', 'beta']],
    ['likeAllOf', (q) => q.likeAllOf('name', ['%a', 'b%']), ['beta']],
    ['ilikeAnyOf', (q) => q.ilikeAnyOf('name', ['AL%', 'BE%']), ['alpha', 'beta']],
    ['match', (q) => q.filter('name', 'match', '^[ab]'), ['alpha', 'beta']],
    ['is null', (q) => q.is('client_id', null), ['delta']],
    ['not is null', (q) => q.not('client_id', 'is', null), ['alpha', 'beta', 'gamma']],
    ['isdistinct', (q) => q.filter('client_id', 'isdistinct', '1'), ['gamma', 'delta']],
    ['in', (q) => q.in('id', [1, 4]), ['alpha', 'delta']],
    ['in with an enum', (q) => q.in('stage', ['open', 'done']), ['alpha', 'gamma']],
    ['in of nothing', (q) => q.in('id', []), []],
    ['not in', (q) => q.not('id', 'in', '(1,2)'), ['gamma', 'delta']],
    ['contains on jsonb', (q) => q.contains('data', { k: 'v' }), ['alpha']],
    ['json arrow', (q) => q.eq('data->>k', 'w'), ['beta']],
    ['json path with an index', (q) => q.eq('data->a->b->>0', '10'), ['alpha']],
    ['textSearch', (q) => q.textSearch('word', 'beta', { type: 'websearch', config: 'english' }), ['beta']],
    ['fts on plain text', (q) => q.textSearch('name', 'gamma | delta'), ['gamma', 'delta']],
    ['match object', (q) => q.match({ client_id: 1, stage: 'draft' }), ['beta']],
    ['several filters', (q) => q.gt('id', 1).lt('id', 4), ['beta', 'gamma']],
    ['or', (q) => q.or('name.eq.alpha,id.eq.4'), ['alpha', 'delta']],
    [
      'or with and, not, in',
      (q) => q.or('and(id.gt.1,id.lt.3),not.and(id.lt.4),id.in.(1)'),
      ['alpha', 'beta', 'delta'],
    ],
    ['or with is', (q) => q.or('client_id.is.null,client_id.eq.2'), ['gamma', 'delta']],
    ['or with json', (q) => q.or('data->>k.eq.v,data->>k.eq.w'), ['alpha', 'beta']],
  ];
  const from = () => client.from('projects').select('name').order('id');
  test.each(cases)('%s', async (_, filter, expected) => {
    const { data, error } = await filter(from());
    expect(error).toBeNull();
    expect(names(data as { name: string }[])).toEqual(expected);
  });

  test('arrays: contains, containedBy, overlaps', async () => {
    const by = async (q: PromiseLike<{ data: unknown }>) =>
      ((await q).data as { id: number }[]).map(({ id }) => id);
    const clients = () => client.from('clients').select('id').order('id');
    expect(await by(clients().contains('tags', ['a']))).toEqual([1]);
    expect(await by(clients().containedBy('tags', ['b', 'c']))).toEqual([2, 3]);
    expect(await by(clients().overlaps('tags', ['a', 'b']))).toEqual([1, 2]);
    expect(await by(clients().or('tags.cs.{a,b},id.eq.3'))).toEqual([1, 3]);
  });

  test('commas, quotes and backslashes in values stay what they are', async () => {
    const name = 'Bob, "the" \\builder';
    for (const q of [
      client.from('clients').select('id').eq('name', name),
      client
        .from('clients')
        .select('id')
        .filter('name', 'in', `("${name.replace(/[\\"]/g, '\\$&')}")`),
      client
        .from('clients')
        .select('id')
        .or(`name.eq."${name.replace(/[\\"]/g, '\\$&')}"`),
    ]) {
      expect((await q).data).toEqual([{ id: 2 }]);
    }
  });
});

describe('what is selected', () => {
  test('values keep what JavaScript numbers and dates would lose', async () => {
    const response = await shop.fetch('/projects?id=in.(1,3)&select=big,budget,due,made_at&order=id');
    expect(await response.text()).toBe(
      '[{"big":9007199254740993,"budget":1.1000,"due":"2026-03-01","made_at":"2026-01-02T03:04:05.678901+00:00"}, \n' +
        ' {"big":3,"budget":12345678901234.5678,"due":"2025-12-31","made_at":"2026-01-02T03:04:05.678901+00:00"}]',
    );
  });

  test('aliases, casts and JSON paths name their columns as PostgREST does', async () => {
    const { data } = await client
      .from('projects')
      .select('label:name,id::text,data->a->b,first:data->a->b->0,data->>k')
      .eq('id', 1);
    expect(data).toEqual([{ label: 'alpha', id: '1', b: [10, 20], first: 10, k: 'v' }]);
  });

  test('order by several columns, nulls and JSON', async () => {
    const { data } = await client
      .from('projects')
      .select('name')
      .order('client_id', { nullsFirst: true })
      .order('id', { ascending: false });
    expect(names(data)).toEqual(['delta', 'beta', 'alpha', 'gamma']);
    const byJson = await client
      .from('projects')
      .select('name')
      .order('data->>k', { ascending: false, nullsFirst: false })
      .limit(2);
    expect(names(byJson.data)).toEqual(['beta', 'alpha']);
  });

  test('csv', async () => {
    const { data } = await client.from('people').select('id,name').order('id').csv();
    expect(data).toBe('id,name\n1,Zoe\n2,Yan\n3,Xi');
  });
});

describe('pages and counts', () => {
  test('range asks for a page and tells what it is', async () => {
    const { data, count, status } = await client
      .from('projects')
      .select('id', { count: 'exact' })
      .order('id')
      .range(1, 2);
    expect({ data, count, status }).toEqual({ data: [{ id: 2 }, { id: 3 }], count: 4, status: 206 });
  });

  test('a count of everything is 200', async () => {
    const { count, status } = await client.from('projects').select('*', { count: 'exact' });
    expect({ count, status }).toEqual({ count: 4, status: 200 });
  });

  test('head counts without rows', async () => {
    const { data, count, status } = await client
      .from('projects')
      .select('*', { count: 'exact', head: true })
      .gt('id', 2);
    expect({ data, count, status }).toEqual({ data: null, count: 2, status: 200 });
  });

  test.each(['planned', 'estimated'] as const)('%s counts are numbers', async (count) => {
    const result = await client.from('projects').select('*', { count });
    expect(result.error).toBeNull();
    expect(result.count).toBeGreaterThan(0);
  });

  test('the Range header works like range()', async () => {
    const response = await shop.fetch('/projects?select=id&order=id', {
      headers: { range: '1-2', 'range-unit': 'items' },
    });
    expect(response.headers.get('content-range')).toBe('1-2/*');
    expect(await response.json()).toEqual([{ id: 2 }, { id: 3 }]);
  });

  test('an offset beyond the end is 416 when the end is known', async () => {
    const { error, status } = await client.from('projects').select('*', { count: 'exact' }).range(10, 12);
    expect(status).toBe(416);
    expect(error).toMatchObject({
      code: 'PGRST103',
      message: 'Requested range not satisfiable',
      details: 'An offset of 10 was requested, but there are only 4 rows.',
    });
  });

  test('no answer holds more rows than the limit of the service', async () => {
    const small = await openTestService('create table public.t as select generate_series(1, 20) as id', {
      maxRows: 7,
    });
    const { data } = await small.as('service_role').from('t').select('id').limit(15);
    expect(data).toHaveLength(7);
    await small.close();
  });
});

describe('single', () => {
  test('single gives the row', async () => {
    const { data } = await client.from('projects').select('name').eq('id', 1).single();
    expect(data).toEqual({ name: 'alpha' });
  });

  test.each([
    ['no', 99, 0],
    ['many', 0, 4],
  ] as const)('single with %s rows is 406', async (_, id, rows) => {
    const q = client.from('projects').select('name');
    const { error, status } = await (id ? q.eq('id', id) : q).single();
    expect(status).toBe(406);
    expect(error).toMatchObject({
      code: 'PGRST116',
      message: 'Cannot coerce the result to a single JSON object',
      details: `The result contains ${rows} rows`,
    });
  });

  test('maybeSingle gives null for none', async () => {
    const { data, error } = await client.from('projects').select('name').eq('id', 99).maybeSingle();
    expect({ data, error }).toEqual({ data: null, error: null });
  });
});
