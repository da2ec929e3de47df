import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Queryable } from '../../local/db/database.ts';
import { openTestDatabase } from '../../local/db/test-database.ts';
import { as, asServer, type SeededProject, seedProject } from './seed-project.ts';

let db: Database;
let seeded: SeededProject;

beforeEach(async () => {
  db = await openTestDatabase();
  seeded = await seedProject(db);
  await db.query('delete from public.activity');
});
afterEach(() => db.close());

interface Line {
  verb: string;
  actor_name: string | null;
  subject: Record<string, unknown>;
}

const feed = () => db.query<Line>('select verb, actor_name, subject from public.activity order by id');
const verbs = async () => (await feed()).map(({ verb, actor_name }) => [verb, actor_name]);
const act = (user: string, sql: string, params: unknown[] = []) =>
  as(db, user, (tx: Queryable) => tx.query(sql, params));

describe('the feed', () => {
  it('says who named, archived and restored a project, and nothing of what did not change', async () => {
    await act(seeded.editor, `update public.projects set name = 'Other'`);
    await act(seeded.editor, `update public.projects set name = 'Other', description = 'New'`);
    await act(seeded.owner, 'update public.projects set archived_at = now()');
    await act(seeded.owner, 'update public.projects set archived_at = null');
    expect(await verbs()).toEqual([
      ['project_renamed', 'editor'],
      ['project_archived', 'owner'],
      ['project_restored', 'owner'],
    ]);
    expect((await feed())[0]?.subject).toEqual({ from: 'Seeded', name: 'Other' });
  });

  it('says who joined, left and changed roles', async () => {
    await db.query(`insert into public.project_members values ($1, $2, 'viewer')`, [
      seeded.project,
      seeded.outsider,
    ]);
    await db.query(`update public.project_members set role = 'editor' where user_id = $1`, [seeded.outsider]);
    await db.query('delete from public.project_members where user_id = $1', [seeded.outsider]);
    expect((await feed()).map(({ verb, subject }) => [verb, subject.name, subject.role])).toEqual([
      ['member_joined', 'outsider', 'viewer'],
      ['role_changed', 'outsider', 'editor'],
      ['member_left', 'outsider', 'editor'],
    ]);
  });

  it('follows a generation: started, cancelled, resumed by people, finished by the engine, deleted', async () => {
    const id = [seeded.generation];
    await act(seeded.editor, 'select public.cancel_generation($1)', id);
    await act(seeded.owner, 'select public.resume_generation($1)', id);
    await act(seeded.owner, `select public.set_priority($1, 'low')`, id);
    await asServer(db, async (tx) => {
      await tx.query('select public.admit_generations(4, 60)');
      await tx.query(`select public.finish_generation($1, 2, 'failed', $2, null)`, [
        ...id,
        JSON.stringify({ code: 'generation_failed', message: 'Out of paper' }),
      ]);
    });
    await act(seeded.owner, 'select public.delete_generation($1)', id);
    expect(await verbs()).toEqual([
      ['generation_cancelled', 'editor'],
      ['generation_resumed', 'owner'],
      ['priority_changed', 'owner'],
      ['generation_finished', null],
      ['generation_deleted', 'owner'],
    ]);
    expect((await feed())[3]?.subject).toMatchObject({ number: 1, status: 'failed', cause: 'Out of paper' });
  });

  it('has a line for versions that people asked for, and none for phases', async () => {
    const checkpoint = (cause: string) =>
      db.query(
        `insert into public.checkpoints
           (project_id, generation_id, version, cause, author_id, message, manifest, files_total, bytes_total, added, changed, removed)
         values ($1, $2, (select max(version) + 1 from public.checkpoints), $3::public.checkpoint_cause, $4, 'Why', '{}', 0, 0, 0, 1, 0)`,
        [seeded.project, seeded.generation, cause, seeded.editor],
      );
    for (const cause of ['phase', 'edit', 'fix', 'regenerate', 'rollback']) await checkpoint(cause);
    expect((await feed()).map(({ subject }) => [subject.cause, subject.version, subject.message])).toEqual([
      ['edit', 3, 'Why'],
      ['fix', 4, 'Why'],
      ['regenerate', 5, 'Why'],
      ['rollback', 6, 'Why'],
    ]);
    expect((await verbs())[0]).toEqual(['version_made', 'editor']);
  });

  it('goes with its project, and stands in nobody’s way when one is deleted', async () => {
    await act(seeded.owner, 'delete from public.projects');
    expect(await feed()).toEqual([]);
  });

  it('keeps the names of people whose accounts are gone', async () => {
    await act(seeded.editor, `update public.projects set name = 'Other'`);
    await db.query('delete from auth.users where id = $1', [seeded.editor]);
    expect(await verbs()).toEqual([
      ['project_renamed', 'editor'],
      ['member_left', null],
    ]);
  });
});
