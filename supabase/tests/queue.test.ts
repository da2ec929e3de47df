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

const priorities = ['low', 'normal', 'high'] as const;

async function start(user: string, priority: string = 'normal'): Promise<string> {
  const [row] = await as(db, user, (tx) =>
    tx.query<{ id: string }>(
      `select id from public.start_generation($1, 'fastapi', 'blueprint', '', '{}', $2::public.generation_priority, '[]')`,
      [seeded.project, priority],
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

interface Snapshot {
  depth: number;
  running: number;
  administrator: boolean;
  typical_seconds: number | null;
  entries: { generation_id: string; position: number | null; mine: boolean; may_change: boolean }[];
}

async function read(user: string, everyone = false): Promise<Snapshot> {
  const [row] = await as(db, user, (tx) =>
    tx.query<{ queue: Snapshot }>('select public.read_queue($1) as queue', [everyone]),
  );
  if (row === undefined) throw new Error('No answer');
  return row.queue;
}

const setPriority = (user: string, id: string, priority: string) =>
  as(db, user, (tx) =>
    tx.query('select public.set_priority($1, $2::public.generation_priority)', [id, priority]),
  );

const nameAdministrators = (...emails: string[]) =>
  asServer(db, (tx) => tx.query('select public.set_administrators($1)', [emails]));

async function confirm(user: string): Promise<string> {
  const [row] = await db.query<{ email: string }>(
    'update auth.users set email_confirmed_at = now() where id = $1 returning email',
    [user],
  );
  return row?.email ?? '';
}

describe('a position', () => {
  it('is the order in which places are given, one by one, over people and priorities', async () => {
    const people = [seeded.owner, seeded.editor];
    for (let nr = 0; nr < 14; nr += 1) {
      await start(people[nr % 3 === 0 ? 1 : 0] ?? '', priorities[(nr * 5) % 3]);
    }
    const { entries, depth } = await read(seeded.viewer);
    const shown = entries.filter(({ position }) => position !== null);
    expect(shown.map(({ position }) => position)).toEqual(shown.map((_, index) => index + 1));
    expect(depth).toBe(14);
    const served: string[] = [];
    // Nobody ends meanwhile, as positions promise nothing about that.
    for (let running = 2; running <= 15; running += 1) served.push(...(await admit(running)));
    expect(shown.map(({ generation_id }) => generation_id)).toEqual(served);
  });

  it('of somebody who comes late is not behind all that one person queued', async () => {
    for (let nr = 0; nr < 5; nr += 1) await start(seeded.editor);
    const late = await start(seeded.owner);
    const { entries } = await read(seeded.owner);
    expect(entries.find(({ generation_id }) => generation_id === late)?.position).toBe(1);
  });
});

describe('reading the queue', () => {
  it('shows outsiders how long it is, and none of its entries', async () => {
    await start(seeded.owner);
    expect(await read(seeded.outsider)).toMatchObject({ depth: 1, running: 1, entries: [] });
  });

  it('tells who may change what', async () => {
    await start(seeded.owner);
    const byRole = async (user: string) => (await read(user)).entries.map((entry) => entry.may_change);
    expect(await byRole(seeded.viewer)).toEqual([false, false]);
    expect(await byRole(seeded.editor)).toEqual([true, true]);
  });

  it('shows everybody’s entries to administrators alone', async () => {
    await expect(read(seeded.outsider, true)).rejects.toMatchObject({ code: 'PT403' });
    await nameAdministrators(await confirm(seeded.outsider));
    expect((await read(seeded.outsider, true)).entries).toHaveLength(1);
  });

  it('has no typical duration before anything has ended', async () => {
    expect((await read(seeded.owner)).typical_seconds).toBeNull();
    await asServer(db, (tx) =>
      tx.query(`select public.finish_generation($1, 1, 'succeeded', null, null)`, [seeded.generation]),
    );
    expect((await read(seeded.owner)).typical_seconds).toBeGreaterThanOrEqual(0);
  });
});

describe('a priority', () => {
  it('is changed by editors while it waits, but not to overtake everyone', async () => {
    const waiting = await start(seeded.owner);
    await setPriority(seeded.editor, waiting, 'low');
    await setPriority(seeded.editor, waiting, 'normal');
    await expect(setPriority(seeded.owner, waiting, 'high')).rejects.toMatchObject({ code: 'PT403' });
    await nameAdministrators(await confirm(seeded.outsider));
    await setPriority(seeded.outsider, waiting, 'high');
    expect((await read(seeded.owner)).entries[1]).toMatchObject({ generation_id: waiting, position: 1 });
  });

  it('is not for viewers, outsiders, or what runs already', async () => {
    const waiting = await start(seeded.owner);
    await expect(setPriority(seeded.viewer, waiting, 'low')).rejects.toMatchObject({ code: 'PT403' });
    await expect(setPriority(seeded.outsider, waiting, 'low')).rejects.toMatchObject({ code: 'PT404' });
    await expect(setPriority(seeded.owner, seeded.generation, 'low')).rejects.toMatchObject({
      code: 'PT409',
    });
  });
});

describe('an administrator', () => {
  const cancel = (user: string) =>
    as(db, user, (tx) => tx.query('select public.cancel_as_administrator($1)', [seeded.generation]));
  const statistics = (user: string) =>
    as(db, user, (tx) => tx.query<{ s: Record<string, unknown> }>('select public.queue_statistics(24) as s'));

  it('is named by an address that its owner has confirmed, in letters of either case', async () => {
    await expect(cancel(seeded.outsider)).rejects.toMatchObject({ code: 'PT403' });
    const [row] = await db.query<{ email: string }>('select email from auth.users where id = $1', [
      seeded.outsider,
    ]);
    await nameAdministrators((row?.email ?? '').toUpperCase());
    await expect(cancel(seeded.outsider)).rejects.toMatchObject({ code: 'PT403' });
    await confirm(seeded.outsider);
    expect(await cancel(seeded.outsider)).toEqual([{ cancel_as_administrator: 'cancelled' }]);
  });

  it('is none any more when the list says so', async () => {
    await nameAdministrators(await confirm(seeded.outsider), 'somebody@example.com');
    await nameAdministrators();
    await expect(cancel(seeded.outsider)).rejects.toMatchObject({ code: 'PT403' });
    expect(await db.query('select * from private.administrators')).toEqual([]);
  });

  it('cannot be made by anyone signed in', async () => {
    await expect(
      as(db, seeded.owner, (tx) => tx.query(`select public.set_administrators('{me@example.com}')`)),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      as(db, seeded.owner, (tx) => tx.query(`insert into private.administrators values ('me@example.com')`)),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('reads how the queue did: waits, and failures by cause', async () => {
    await asServer(db, (tx) =>
      tx.query(`select public.finish_generation($1, 1, 'failed', $2, null)`, [
        seeded.generation,
        JSON.stringify({ code: 'generation_failed', message: 'Out of paper' }),
      ]),
    );
    await expect(statistics(seeded.owner)).rejects.toMatchObject({ code: 'PT403' });
    await nameAdministrators(await confirm(seeded.owner));
    const [row] = await statistics(seeded.owner);
    expect(row?.s).toMatchObject({
      failed: 1,
      succeeded: 0,
      causes: [{ code: 'generation_failed', message: 'Out of paper', times: 1 }],
    });
    expect(row?.s.wait_p95_seconds).toBeGreaterThanOrEqual(0);
  });
});
