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

/** The rows of a select that must succeed. */
async function rows(query: PromiseLike<{ data: unknown; error: unknown }>): Promise<unknown> {
  const { data, error } = await query;
  expect(error).toBeNull();
  return data;
}

describe('embeds follow the foreign keys', () => {
  test('many to one is an object, or null', async () => {
    expect(
      await rows(client.from('projects').select('name,clients(name)').in('id', [1, 4]).order('id')),
    ).toEqual([
      { name: 'alpha', clients: { name: 'Ada' } },
      { name: 'delta', clients: null },
    ]);
  });

  test('one to many is an array with the own children only', async () => {
    expect(await rows(client.from('projects').select('id,tasks(id)').order('id'))).toEqual([
      { id: 1, tasks: [{ id: 1 }, { id: 2 }] },
      { id: 2, tasks: [{ id: 3 }] },
      { id: 3, tasks: [{ id: 4 }] },
      { id: 4, tasks: [] },
    ]);
  });

  test('one to one is an object from both sides', async () => {
    expect(await rows(client.from('people').select('name,profiles(bio)').order('id'))).toEqual([
      { name: 'Zoe', profiles: { bio: 'first' } },
      { name: 'Yan', profiles: { bio: 'second' } },
      { name: 'Xi', profiles: null },
    ]);
    expect(await rows(client.from('profiles').select('people(name)').eq('person_id', 1))).toEqual([
      { people: { name: 'Zoe' } },
    ]);
  });

  test('many to many goes through the junction', async () => {
    expect(
      await rows(client.from('projects').select('id,people!members(name)').lt('id', 3).order('id')),
    ).toEqual([
      { id: 1, people: [{ name: 'Zoe' }, { name: 'Yan' }] },
      { id: 2, people: [{ name: 'Xi' }] },
    ]);
  });

  test('embeds nest and take aliases, stars and casts', async () => {
    const query = client
      .from('clients')
      .select('name,work:projects(*,steps:tasks(title,points::text))')
      .eq('id', 2);
    const [found] = (await rows(query)) as { work: { name: string; budget: number; steps: unknown }[] }[];
    expect(found?.work).toHaveLength(1);
    expect(found?.work[0]).toMatchObject({
      name: 'gamma',
      stage: 'done',
      steps: [{ title: 'ship', points: '8' }],
    });
  });

  test('a hint chooses the foreign key, by constraint, column or referenced column', async () => {
    for (const hint of ['projects_owner_fkey', 'owner_id']) {
      expect(await rows(client.from('projects').select(`people!${hint}(name)`).eq('id', 1))).toEqual([
        { people: { name: 'Zoe' } },
      ]);
    }
    expect(
      await rows(
        client
          .from('projects')
          .select('owner:owner_id(name),reviewer:projects_reviewer_fkey(name)')
          .eq('id', 1),
      ),
    ).toEqual([{ owner: { name: 'Zoe' }, reviewer: { name: 'Yan' } }]);
  });

  test('a table that refers to itself: by its name the children, by the column the parent', async () => {
    expect(await rows(client.from('people').select('name,people(name)').eq('id', 1))).toEqual([
      { name: 'Zoe', people: [{ name: 'Yan' }, { name: 'Xi' }] },
    ]);
    expect(await rows(client.from('people').select('name,boss:boss_id(name)').eq('id', 2))).toEqual([
      { name: 'Yan', boss: { name: 'Zoe' } },
    ]);
  });

  test('several ways are refused with 300 and their names', async () => {
    const { error, status } = await client.from('projects').select('people(name)');
    expect(status).toBe(300);
    expect(error?.code).toBe('PGRST201');
    expect(error?.message).toBe(
      "Could not embed because more than one relationship was found for 'projects' and 'people'",
    );
    expect(error?.hint).toContain("'people!projects_owner_fkey'");
    expect(error?.details).toContainEqual({
      cardinality: 'many-to-one',
      embedding: 'projects with people',
      relationship: 'projects_owner_fkey using projects(owner_id) and people(id)',
    });
  });

  test('no way is refused with PGRST200', async () => {
    const { error, status } = await client.from('projects').select('lone(id)');
    expect(status).toBe(400);
    expect(error).toMatchObject({
      code: 'PGRST200',
      message: "Could not find a relationship between 'projects' and 'lone' in the schema cache",
      details:
        "Searched for a foreign key relationship between 'projects' and 'lone' in the schema 'public', but no matches were found.",
    });
  });
});

describe('embeds are asked for like tables', () => {
  test('inner drops parents without a partner', async () => {
    expect(await rows(client.from('projects').select('id,clients!inner(name)').order('id'))).toHaveLength(3);
    expect(
      await rows(client.from('projects').select('id,tasks!inner(id)').eq('tasks.title', 'plan').order('id')),
    ).toEqual([
      { id: 1, tasks: [{ id: 1 }] },
      { id: 2, tasks: [{ id: 3 }] },
    ]);
  });

  test('filters, order and limit stay inside of the embed', async () => {
    const query = client
      .from('projects')
      .select('id,tasks(id)')
      .order('id')
      .gt('tasks.points', 2)
      .order('points', { referencedTable: 'tasks', ascending: false })
      .limit(1, { referencedTable: 'tasks' });
    expect(await rows(query)).toEqual([
      { id: 1, tasks: [{ id: 2 }] },
      { id: 2, tasks: [] },
      { id: 3, tasks: [{ id: 4 }] },
      { id: 4, tasks: [] },
    ]);
  });

  test('or inside of an embed', async () => {
    const query = client
      .from('projects')
      .select('tasks(id)')
      .eq('id', 1)
      .or('id.eq.2,title.eq.nothing', { referencedTable: 'tasks' });
    expect(await rows(query)).toEqual([{ tasks: [{ id: 2 }] }]);
  });

  test('an alias is the name for filters', async () => {
    const query = client.from('projects').select('steps:tasks(id)').eq('id', 1).eq('steps.id', 2);
    expect(await rows(query)).toEqual([{ steps: [{ id: 2 }] }]);
  });

  test('inner embeds count', async () => {
    const { count } = await client
      .from('projects')
      .select('id,clients!inner(name)', { count: 'exact' })
      .eq('clients.name', 'Ada')
      .limit(1);
    expect(count).toBe(2);
  });

  test('rows without a partner are found by is null', async () => {
    expect(await rows(client.from('projects').select('id,tasks()').is('tasks', null))).toEqual([{ id: 4 }]);
    expect(
      await rows(client.from('projects').select('id,clients()').not('clients', 'is', null).order('id')),
    ).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  test('spread lifts the columns of a partner', async () => {
    expect(
      await rows(client.from('projects').select('name,...clients(client:name)').in('id', [1, 4]).order('id')),
    ).toEqual([
      { name: 'alpha', client: 'Ada' },
      { name: 'delta', client: null },
    ]);
  });

  test('order by a column of the partner', async () => {
    const query = client.from('projects').select('id,clients(name)').not('client_id', 'is', null);
    expect(await rows(query.order('clients(name)', { ascending: false }).order('id'))).toMatchObject([
      { id: 3 },
      { id: 1 },
      { id: 2 },
    ]);
  });

  test('a filter on what is not embedded is PGRST108', async () => {
    const { error } = await client.from('projects').select('id').eq('tasks.id', 1);
    expect(error).toMatchObject({
      code: 'PGRST108',
      message: "'tasks' is not an embedded resource in this request",
    });
  });
});

test('computed columns are functions of the row', async () => {
  expect(await rows(client.from('projects').select('shout,clients(loud)').eq('shout', 'ALPHA'))).toEqual([
    { shout: 'ALPHA', clients: { loud: 'ADA' } },
  ]);
});

describe('what is not supported is refused by name', () => {
  test.each([
    ['open_projects', 'id,clients(name)', 'views'],
    ['projects', 'id,...tasks(id)', "spreading 'tasks'"],
  ])('%s?select=%s', async (table, select, feature) => {
    const { error, status } = await client.from(table).select(select);
    expect(status).toBe(400);
    expect(error?.code).toBe('PGRST127');
    expect(error?.details).toContain(feature);
  });

  test('aggregates answer what hosted projects answer', async () => {
    const { error } = await client.from('projects').select('budget.sum()');
    expect(error).toMatchObject({ code: 'PGRST123', message: 'Use of aggregate functions is not allowed' });
  });
});
