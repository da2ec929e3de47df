import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../local/db/database.ts';
import { openTestDatabase } from '../../local/db/test-database.ts';
import { as, type SeededProject, seedProject } from './seed-project.ts';

let db: Database;
let seeded: SeededProject;

beforeEach(async () => {
  db = await openTestDatabase();
  seeded = await seedProject(db);
});
afterEach(() => db.close());

interface Started {
  batch_id: string | null;
  entries: { index: number; project_id?: string; generation_id?: string; error?: { code: string } }[];
}

const run = (index: number, more: object = {}) => ({
  index,
  stack: 'fastapi',
  model: 'blueprint',
  prompt: '',
  spec: {},
  priority: 'normal',
  phases: [],
  ...more,
});

async function startBatch(user: string, apps: object[]): Promise<Started> {
  const [row] = await as(db, user, (tx) =>
    tx.query<{ started: Started }>('select public.start_batch($1, $2) as started', [
      'Mine',
      JSON.stringify(apps),
    ]),
  );
  if (row === undefined) throw new Error('No answer');
  return row.started;
}

const count = async (table: string) =>
  (await db.query<{ n: number }>(`select count(*)::integer as n from public.${table}`))[0]?.n;

describe('a batch', () => {
  it('starts each app in a project of its own, and its variants in the same one', async () => {
    const { batch_id, entries } = await startBatch(seeded.outsider, [
      { name: 'A', description: '', runs: [run(0), run(1, { stack: 'flutter' })] },
      { name: 'B', description: '', runs: [run(2)] },
    ]);
    expect(entries.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(new Set(entries.map(({ project_id }) => project_id)).size).toBe(2);
    expect(
      await db.query('select distinct batch_id from public.generations where created_by = $1', [
        seeded.outsider,
      ]),
    ).toEqual([{ batch_id }]);
  });

  it('reports what could not start, and leaves nothing of it', async () => {
    const projects = await count('projects');
    await db.query(
      `insert into public.generations (project_id, number, stack, model, spec, created_by)
       select $1, 1000 + n, 'fastapi', 'blueprint', '{}', $2 from generate_series(1, 49) n`,
      [seeded.project, seeded.outsider],
    );
    const { batch_id, entries } = await startBatch(seeded.outsider, [
      { name: 'Fits', description: '', runs: [run(0)] },
      { name: 'Does not', description: '', runs: [run(1)] },
      { project_id: seeded.project, runs: [run(2)] },
    ]);
    expect(batch_id).not.toBeNull();
    expect(entries.map(({ error }) => error?.code)).toEqual([undefined, 'limit_reached', 'not_found']);
    expect(await count('projects')).toBe((projects ?? 0) + 1);
  });

  it('of which nothing starts is not made', async () => {
    const [projects, batches] = [await count('projects'), await count('batches')];
    const { batch_id, entries } = await startBatch(seeded.viewer, [
      { project_id: seeded.project, runs: [run(0)] },
    ]);
    expect([batch_id, entries[0]?.error?.code]).toEqual([null, 'forbidden']);
    expect([await count('projects'), await count('batches')]).toEqual([projects, batches]);
  });

  it('ends as a whole when something unforeseen fails', async () => {
    const projects = await count('projects');
    await expect(
      startBatch(seeded.outsider, [
        { name: 'A', description: '', runs: [run(0)] },
        { name: 'B', description: '', runs: [run(1, { stack: 'Not a stack' })] },
      ]),
    ).rejects.toMatchObject({ code: '23514' });
    expect(await count('projects')).toBe(projects);
  });

  it('is seen by its creator and by members of its projects', async () => {
    const { batch_id, entries } = await startBatch(seeded.outsider, [
      { name: 'A', description: '', runs: [run(0)] },
    ]);
    const sees = async (user: string) =>
      (await as(db, user, (tx) => tx.query('select 1 from public.batches where id = $1', [batch_id]))).length;
    expect([await sees(seeded.outsider), await sees(seeded.viewer)]).toEqual([1, 0]);
    await db.query(`insert into public.project_members values ($1, $2, 'viewer')`, [
      entries[0]?.project_id,
      seeded.viewer,
    ]);
    expect(await sees(seeded.viewer)).toBe(1);
  });
});
