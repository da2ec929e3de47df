import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../local/db/database.ts';
import { openTestDatabase } from '../../local/db/test-database.ts';
import { as, asServer, type SeededProject, seedProject } from './seed-project.ts';

let db: Database;
let seeded: SeededProject;

beforeEach(async () => {
  db = await openTestDatabase();
  seeded = await seedProject(db);
});
afterEach(() => db.close());

async function start(user: string, priority = 'normal'): Promise<string> {
  const phases = JSON.stringify([{ key: 'core', title: 'Core', position: 0, targets: [] }]);
  const [row] = await as(db, user, (tx) =>
    tx.query<{ id: string }>(
      `select id from public.start_generation($1, 'fastapi', 'blueprint', 'A blog', '{}', $2::public.generation_priority, $3)`,
      [seeded.project, priority, phases],
    ),
  );
  return row?.id ?? '';
}

async function admit(limit: number | null): Promise<string[]> {
  const rows = await asServer(db, (tx) =>
    tx.query<{ generation_id: string }>('select generation_id from public.admit_generations($1, 60)', [
      limit,
    ]),
  );
  return rows.map((row) => row.generation_id);
}

function server<Row>(sql: string, params: unknown[]): Promise<Row[]> {
  return asServer(db, (tx) => tx.query<Row>(sql, params));
}

const finish = (id: string, admission = 1) =>
  server(`select public.finish_generation($1, $2, 'succeeded', null, null)`, [id, admission]);

const commit = (files: object[], input = 'other', admission = 1) =>
  server<{ id: string }>(`select public.commit_checkpoint($1, $2, 'core', $3, $4) as id`, [
    seeded.generation,
    admission,
    input,
    JSON.stringify(files),
  ]);

describe('the queue', () => {
  it('never runs more than the limit, counting those that run already', async () => {
    for (let waiting = 0; waiting < 4; waiting += 1) await start(seeded.owner);
    expect(await admit(3)).toHaveLength(2);
    expect(await admit(3)).toHaveLength(0);
    expect(await admit(null)).toHaveLength(2);
  });

  it('lets a high priority pass those that wait', async () => {
    const normal = await start(seeded.owner);
    const low = await start(seeded.owner, 'low');
    const high = await start(seeded.owner, 'high');
    expect(await admit(2)).toEqual([high]);
    await finish(high);
    expect(await admit(2)).toEqual([normal]);
    await finish(normal);
    expect(await admit(2)).toEqual([low]);
  });

  it('serves people in turn, however many one of them queued', async () => {
    await finish(seeded.generation);
    const first = await start(seeded.owner);
    const second = await start(seeded.owner);
    const other = await start(seeded.editor);
    expect(await admit(1)).toEqual([first]);
    await finish(first);
    expect(await admit(1)).toEqual([other]);
    await finish(other);
    expect(await admit(1)).toEqual([second]);
  });
});

describe('a lease', () => {
  it('is handed on only when it has passed, and the old holder can write nothing more', async () => {
    expect(await server('select * from public.reclaim_expired_generations(60)', [])).toEqual([]);
    await db.query(`update public.generations set lease_expires_at = now() - interval '1 second'`);
    expect(await server('select * from public.reclaim_expired_generations(60)', [])).toEqual([
      { generation_id: seeded.generation, admission: 2 },
    ]);
    await expect(commit([{ path: 'a.py', content: '' }])).rejects.toMatchObject({
      message: 'lease_lost',
      code: 'PT409',
    });
    await expect(finish(seeded.generation)).rejects.toMatchObject({ message: 'lease_lost' });
    expect(await commit([{ path: 'a.py', content: '' }], 'other', 2)).toHaveLength(1);
  });
});

describe('a commit', () => {
  it('is one version and one set of events however often it is called', async () => {
    const [once] = await commit([{ path: 'a.py', content: 'a = 1\n' }]);
    const events = await server('select seq from public.generation_events where generation_id = $1', [
      seeded.generation,
    ]);
    const [again] = await commit([{ path: 'a.py', content: 'a = 1\n' }]);
    expect(again).toEqual(once);
    expect(
      await server('select seq from public.generation_events where generation_id = $1', [seeded.generation]),
    ).toEqual(events);
    expect(await server('select version from public.checkpoints order by version', [])).toEqual([
      { version: 1 },
      { version: 2 },
    ]);
  });

  it('adds to the tree of its parent, and counts what it added and changed', async () => {
    await commit([
      { path: 'main.py', content: 'print(2)\n' },
      { path: 'naïve.md', content: 'Grüße' },
    ]);
    const [version] = await server<Record<string, unknown>>(
      `select added, changed, removed, files_total, manifest -> 'naïve.md' ->> 'size' as size
       from public.checkpoints where version = 2`,
      [],
    );
    expect(version).toEqual({ added: 1, changed: 1, removed: 0, files_total: 2, size: '7' });
  });

  it('numbers the log without gaps', async () => {
    await commit([{ path: 'a.py', content: '' }]);
    await finish(seeded.generation);
    const rows = await server<{ seq: number }>(
      'select seq from public.generation_events where generation_id = $1 order by seq',
      [seeded.generation],
    );
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  });

  it('refuses paths that leave the project or are not legal everywhere', async () => {
    for (const path of [
      '/etc/passwd',
      '../up',
      'a/../b',
      'a//b',
      'a\\b',
      '.git/config',
      'a/.GIT/b',
      'tab\tname',
      'cafe\u0301.md',
    ]) {
      await expect(commit([{ path, content: '' }]), path).rejects.toMatchObject({ code: 'PT422' });
    }
  });
});

describe('control', () => {
  it('keeps what was committed through cancelling and resuming', async () => {
    await as(db, seeded.editor, (tx) => tx.query('select public.cancel_generation($1)', [seeded.generation]));
    await as(db, seeded.editor, (tx) => tx.query('select public.cancel_generation($1)', [seeded.generation]));
    await as(db, seeded.editor, (tx) => tx.query('select public.resume_generation($1)', [seeded.generation]));
    const [row] = await server(
      'select g.status, p.status as phase from public.generations g join public.phases p on p.generation_id = g.id',
      [],
    );
    expect(row).toEqual({ status: 'queued', phase: 'committed' });
  });

  it('refuses to cancel what has ended, and to delete what runs', async () => {
    await expect(
      as(db, seeded.editor, (tx) => tx.query('select public.delete_generation($1)', [seeded.generation])),
    ).rejects.toMatchObject({ code: 'PT409' });
    await finish(seeded.generation);
    await expect(
      as(db, seeded.editor, (tx) => tx.query('select public.cancel_generation($1)', [seeded.generation])),
    ).rejects.toMatchObject({ message: 'not_allowed_now' });
  });

  it('tells viewers whom to ask, and outsiders nothing', async () => {
    const cancelAs = (user: string) =>
      as(db, user, (tx) => tx.query('select public.cancel_generation($1)', [seeded.generation]));
    await expect(cancelAs(seeded.viewer)).rejects.toMatchObject({ code: 'PT403' });
    await expect(cancelAs(seeded.outsider)).rejects.toMatchObject({ code: 'PT404', message: 'not_found' });
    await expect(
      as(db, seeded.outsider, (tx) => tx.query('select public.cancel_generation($1)', [crypto.randomUUID()])),
    ).rejects.toMatchObject({ code: 'PT404', message: 'not_found' });
  });

  it('starts nothing in an archived project', async () => {
    await db.query('update public.projects set archived_at = now()');
    await expect(start(seeded.owner)).rejects.toMatchObject({ message: 'not_allowed_now' });
  });
});
