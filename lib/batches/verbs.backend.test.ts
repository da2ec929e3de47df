import { beforeAll, describe, expect, test } from 'vitest';
import { awaitEnd } from '../../e2e/world/await-end.ts';
import { failure } from '../../e2e/world/failure.ts';
import { joinProject } from '../../e2e/world/join-project.ts';
import { makePerson, type Person } from '../../e2e/world/person.ts';
import { cancelGeneration } from '../generations/change-generation.ts';
import { createProject } from '../projects/create-project.ts';
import { listProjects } from '../projects/list-projects.ts';
import { createBearerClient } from '../supabase/session-client.ts';
import { getBatch, listBatches } from './read-batches.ts';
import type { StartBatchInput, StartedBatch } from './schemas.ts';
import { startBatch } from './start-batch.ts';

let owner: Person;
let viewer: Person;
let outsider: Person;
const notes = { prompt: 'Notes(title: string, body: text)', name: 'Notes' };

beforeAll(async () => {
  [owner, viewer, outsider] = await Promise.all([
    makePerson('Bella'),
    makePerson('Victor'),
    makePerson('Odo'),
  ]);
});

const start = (person: Person, input: StartBatchInput) => startBatch({ ctx: person.ctx, input });

async function total(person: Person): Promise<number> {
  return (await listProjects({ ctx: person.ctx, input: {} })).total;
}

async function cancelAll({ entries }: StartedBatch): Promise<void> {
  for (const { generation } of entries) {
    if (generation === null) continue;
    await failure(cancelGeneration({ ctx: owner.ctx, input: { generation_id: generation.generation_id } }));
  }
}

describe('a batch of several apps', () => {
  test('makes a project for each, builds all, and compares them', async () => {
    const { batch_id, entries } = await start(owner, {
      apps: [{ gallery: 'todo' }, notes],
      stacks: ['fastapi'],
      title: 'Two',
    });
    const ids = entries.map(({ generation }) => generation?.generation_id ?? '');
    for (const id of ids) expect((await awaitEnd(owner.ctx, id)).status).toBe('succeeded');
    const batch = await getBatch({ ctx: owner.ctx, input: { batch_id } });
    expect(batch).toMatchObject({ title: 'Two', mine: true });
    expect(batch.entries.map(({ project_name, status }) => [project_name, status])).toEqual([
      ['To-dos', 'succeeded'],
      ['Notes', 'succeeded'],
    ]);
    for (const entry of batch.entries) {
      expect(entry.phases_committed).toBe(entry.phases_total);
      expect(entry.files).toBeGreaterThan(20);
      expect(entry.quality_score).toBeGreaterThan(0);
      expect(entry.position).toBeNull();
    }
    const { batches } = await listBatches({ ctx: owner.ctx, input: {} });
    expect(batches[0]).toMatchObject({ id: batch_id, statuses: ['succeeded', 'succeeded'] });
  });

  test('says which could not start and why, and makes nothing of those', async () => {
    const before = await total(owner);
    const started = await start(owner, {
      apps: [
        notes,
        { gallery: 'cobol' },
        { spec: { entities: 'many' } },
        { ...notes, project_id: crypto.randomUUID() },
      ],
    });
    expect(started.entries.map(({ error }) => error?.code)).toEqual([
      undefined,
      'not_found',
      'invalid_spec',
      'not_found',
    ]);
    expect(await total(owner)).toBe(before + 1);
    await cancelAll(started);
  });

  test('of which nothing can start is refused, naming each app, before anything is written', async () => {
    const before = await total(owner);
    await expect(start(owner, { apps: [{ gallery: 'cobol' }, { prompt: '🗿' }] })).rejects.toMatchObject({
      code: 'not_found',
      issues: [{ path: 'apps.0' }, { path: 'apps.1' }],
    });
    expect(await total(owner)).toBe(before);
  });
});

describe('a batch of one app', () => {
  test('puts its variants into one project, on every stack by every model', async () => {
    const before = await total(owner);
    const started = await start(owner, {
      apps: [notes],
      stacks: ['fastapi', 'flutter', 'flutter'],
      models: ['blueprint', 'gpt-0'],
    });
    expect(started.entries.map(({ stack, model, error }) => [stack, model, error?.code])).toEqual([
      ['fastapi', 'blueprint', undefined],
      ['fastapi', 'gpt-0', 'unknown_model'],
      ['flutter', 'blueprint', undefined],
      ['flutter', 'gpt-0', 'unknown_model'],
    ]);
    expect(await total(owner)).toBe(before + 1);
    const { entries } = await getBatch({ ctx: owner.ctx, input: { batch_id: started.batch_id } });
    expect(entries.map(({ number, stack }) => [number, stack])).toEqual([
      [1, 'fastapi'],
      [2, 'flutter'],
    ]);
    await cancelAll(started);
  });

  test('started twice at once is two batches', async () => {
    const [first, second] = await Promise.all([
      start(owner, { apps: [notes] }),
      start(owner, { apps: [notes] }),
    ]);
    expect(first.batch_id).not.toBe(second.batch_id);
    await cancelAll(first);
    await cancelAll(second);
  });
});

test.each<[string, StartBatchInput]>([
  ['no app', { apps: [] }],
  ['an app that says nothing', { apps: [{}] }],
  ['21 apps', { apps: Array.from({ length: 21 }, () => notes) }],
  ['more than 20 in all', { apps: Array.from({ length: 11 }, () => notes), stacks: ['fastapi', 'flutter'] }],
  ['no stack at all', { apps: [notes], stacks: [] }],
  ['a title too long', { apps: [notes], title: 'x'.repeat(81) }],
  ['a project that is no id', { apps: [{ ...notes, project_id: 'x' }] }],
])('%s starts nothing', async (_, input) => {
  const before = await total(owner);
  await expect(start(owner, input)).rejects.toThrow();
  expect(await total(owner)).toBe(before);
});

describe('who may', () => {
  test('start in a project: its editors', async () => {
    const { id } = await createProject({ ctx: owner.ctx, input: { name: 'Shared' } });
    await joinProject(viewer, id, 'viewer');
    const inside = { apps: [{ ...notes, project_id: id }] };
    expect(await failure(start(viewer, inside))).toMatchObject({ code: 'forbidden' });
    expect(await failure(start(outsider, inside))).toMatchObject({ code: 'not_found' });
    const nobody = { ...owner, ctx: { ...owner.ctx, db: createBearerClient(null) } };
    expect(await failure(start(nobody, { apps: [notes] }))).toMatchObject({ code: 'forbidden' });
  });

  test('see a batch: its creator, and members of its projects what is in theirs', async () => {
    const started = await start(owner, { apps: [notes, notes] });
    const input = { batch_id: started.batch_id };
    expect(await failure(getBatch({ ctx: outsider.ctx, input }))).toMatchObject({ code: 'not_found' });
    expect(
      await failure(getBatch({ ctx: owner.ctx, input: { batch_id: crypto.randomUUID() } })),
    ).toMatchObject({
      code: 'not_found',
    });
    await joinProject(viewer, started.entries[1]?.generation?.project_id ?? '', 'viewer');
    const seen = await getBatch({ ctx: viewer.ctx, input });
    expect([seen.mine, seen.entries.length]).toEqual([false, 1]);
    expect((await listBatches({ ctx: outsider.ctx, input: {} })).batches).toEqual([]);
    await cancelAll(started);
  });
});
