import { beforeAll, describe, expect, test } from 'vitest';
import { administratorEmail } from '../../e2e/world/administrator.ts';
import { awaitEnd } from '../../e2e/world/await-end.ts';
import { failure } from '../../e2e/world/failure.ts';
import { joinProject } from '../../e2e/world/join-project.ts';
import { makePerson, type Person } from '../../e2e/world/person.ts';
import { startGeneration } from '../generations/start-generation.ts';
import { createProject } from '../projects/create-project.ts';
import { createBearerClient } from '../supabase/session-client.ts';
import { cancelEntry, setPriority } from './change-entry.ts';
import { readQueue } from './read-queue.ts';

let owner: Person;
let viewer: Person;
let outsider: Person;
let administrator: Person;
let project_id: string;

beforeAll(async () => {
  [owner, viewer, outsider, administrator] = await Promise.all([
    makePerson('Quinn'),
    makePerson('Vito'),
    makePerson('Oscar'),
    makePerson('Admin', administratorEmail),
  ]);
  project_id = (await createProject({ ctx: owner.ctx, input: { name: 'Queued app' } })).id;
  await joinProject(viewer, project_id, 'viewer');
});

/** Not announced, so that it stays in the queue until somebody else's generation moves it. */
async function wait(): Promise<string> {
  const { generation_id } = await startGeneration({
    ctx: { ...owner.ctx, announce: async () => {} },
    input: { project_id, prompt: 'Notes(title: string)', priority: 'low' },
  });
  return generation_id;
}

describe('reading', () => {
  test('is of one’s own projects, or of one of them', async () => {
    const generation_id = await wait();
    const ids = async (person: Person, input = {}) =>
      (await readQueue({ ctx: person.ctx, input })).entries.map((entry) => entry.generation_id);
    const seen = await ids(owner);
    // Others' generations in this world may have moved it along by now; then it is in neither list.
    if (seen.includes(generation_id)) expect(await ids(outsider)).toEqual([]);
    expect(await ids(outsider, { project_id })).toEqual([]);
    await cancelEntry({ ctx: owner.ctx, input: { generation_id } }).catch(() => null);
    expect(await ids(viewer, { project_id })).not.toContain(generation_id);
  });

  test('everybody’s, and how the queue did, is for administrators', async () => {
    const all = readQueue({ ctx: owner.ctx, input: { scope: 'all' } });
    expect(await failure(all)).toMatchObject({
      code: 'forbidden',
      hint: expect.stringContaining('CAIRN_ADMINS'),
    });
    expect(await readQueue({ ctx: owner.ctx, input: {} })).toMatchObject({
      administrator: false,
      statistics: null,
      limit: 4,
    });
    const whole = await readQueue({ ctx: administrator.ctx, input: {} });
    expect(whole).toMatchObject({
      administrator: true,
      statistics: { day: { hours: 24 }, week: { hours: 168 } },
    });
  });

  test('is refused to the signed-out, and with a scope or project that is none', async () => {
    const nobody = { ...owner.ctx, db: createBearerClient(null) };
    expect(await failure(readQueue({ ctx: nobody, input: {} }))).toMatchObject({ code: 'forbidden' });
    await expect(readQueue({ ctx: owner.ctx, input: { scope: 'mine' as 'own' } })).rejects.toThrow();
    await expect(readQueue({ ctx: owner.ctx, input: { project_id: 'x' } })).rejects.toThrow();
  });
});

describe('a priority', () => {
  test('is not for viewers, outsiders, the signed-out, or in words that are none', async () => {
    const generation_id = await wait();
    const set = (person: Person, priority: 'low' | 'high' = 'low') =>
      failure(setPriority({ ctx: person.ctx, input: { generation_id, priority } }));
    expect(await set(viewer)).toMatchObject({
      code: 'forbidden',
      hint: expect.stringContaining('Ask an owner'),
    });
    expect(await set(outsider)).toMatchObject({ code: 'not_found' });
    const unknown = { generation_id: crypto.randomUUID(), priority: 'low' as const };
    expect(await failure(setPriority({ ctx: administrator.ctx, input: unknown }))).toMatchObject({
      code: 'not_found',
    });
    const urgent = { generation_id, priority: 'urgent' as 'high' };
    await expect(setPriority({ ctx: owner.ctx, input: urgent })).rejects.toThrow();
    expect(await set(owner, 'high')).toMatchObject({ code: 'forbidden' });
    await cancelEntry({ ctx: owner.ctx, input: { generation_id } }).catch(() => null);
  });

  test('set twice at once is set once', async () => {
    const generation_id = await wait();
    const input = { generation_id, priority: 'normal' as const };
    const outcomes = await Promise.all([1, 2].map(() => failure(setPriority({ ctx: owner.ctx, input }))));
    // It may have got its place in between; then it is told so.
    for (const outcome of outcomes) {
      if (outcome !== 'it went through') expect(outcome).toMatchObject({ code: 'not_allowed_now' });
    }
    await cancelEntry({ ctx: owner.ctx, input: { generation_id } }).catch(() => null);
  });
});

describe('cancelling an entry', () => {
  test('is for editors and administrators, and twice at once is once', async () => {
    const generation_id = await wait();
    const cancel = (person: Person) => cancelEntry({ ctx: person.ctx, input: { generation_id } });
    expect(await failure(cancel(viewer))).toMatchObject({ code: 'forbidden' });
    expect(await failure(cancel(outsider))).toMatchObject({ code: 'not_found' });
    const answers = await Promise.all([cancel(administrator), cancel(administrator)]);
    expect(answers).toEqual([1, 2].map(() => ({ generation_id, status: 'cancelled' })));
    expect((await awaitEnd(owner.ctx, generation_id)).status).toBe('cancelled');
  });

  test('of nothing is not_found, for administrators too', async () => {
    const input = { generation_id: crypto.randomUUID() };
    expect(await failure(cancelEntry({ ctx: administrator.ctx, input }))).toMatchObject({
      code: 'not_found',
    });
  });
});
