import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, DatabaseError } from '../../local/db/database.ts';
import { openTestDatabase } from '../../local/db/test-database.ts';
import { type Caller, callers, seedProject } from './seed-project.ts';

type Action = 'select' | 'insert' | 'update' | 'delete';

const members = ['viewer', 'editor', 'owner'] as const;
const nobody = [] as const;

/**
 * Who may do what with the rows of the seeded project, table by table. A table of the schema `public` that is not
 * listed fails the suite, so that nobody adds one without saying whose it is.
 */
const matrix: Record<string, Record<Action, readonly Caller[]>> = {
  profiles: {
    select: ['outsider', ...members],
    insert: nobody,
    update: ['outsider', ...members],
    delete: nobody,
  },
  projects: { select: members, insert: nobody, update: ['editor', 'owner'], delete: ['owner'] },
  project_members: { select: members, insert: nobody, update: nobody, delete: nobody },
  generations: { select: members, insert: nobody, update: nobody, delete: nobody },
  phases: { select: members, insert: nobody, update: nobody, delete: nobody },
  blobs: { select: members, insert: nobody, update: nobody, delete: nobody },
  checkpoints: { select: members, insert: nobody, update: nobody, delete: nobody },
  generation_events: { select: members, insert: nobody, update: nobody, delete: nobody },
  messages: { select: members, insert: nobody, update: nobody, delete: nobody },
  batches: { select: members, insert: nobody, update: nobody, delete: nobody },
  activity: { select: members, insert: nobody, update: nobody, delete: nobody },
};

let db: Database;
let people: Awaited<ReturnType<typeof seedProject>>;

beforeAll(async () => {
  db = await openTestDatabase();
  people = await seedProject(db);
});
afterAll(() => db.close());

describe('row-level security', () => {
  it('is on for every table, and every table is in the matrix', async () => {
    const tables = await db.query<{ name: string; secured: boolean }>(
      `select relname as name, relrowsecurity as secured from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`,
    );
    expect(tables.map(({ name }) => name)).toEqual(Object.keys(matrix).sort());
    expect(tables.filter(({ secured }) => !secured)).toEqual([]);
  });

  it('covers views and functions too: no view in public, and no function that anyone at all may call', async () => {
    expect(
      await db.query(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`,
      ),
    ).toEqual([]);
    expect(
      await db.query(
        `select proname from pg_proc where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
         and has_function_privilege('anon', oid, 'execute')`,
      ),
    ).toEqual([]);
  });

  it('leaves the functions of durable runs to the server', async () => {
    const open = await db.query<{ name: string }>(
      `select proname as name from pg_proc where pronamespace = 'public'::regnamespace
       and has_function_privilege('authenticated', oid, 'execute') order by proname`,
    );
    expect(open.map(({ name }) => name)).toEqual([
      'cancel_as_administrator',
      'cancel_generation',
      'create_project',
      'delete_generation',
      'is_administrator',
      'queue_statistics',
      'read_queue',
      'resume_generation',
      'set_priority',
      'start_batch',
      'start_generation',
    ]);
  });

  it('indexes every foreign key', async () => {
    const missing = await db.query(
      `select con.conrelid::regclass::text as in_table, con.conname
       from pg_constraint con
       where con.contype = 'f' and con.connamespace = 'public'::regnamespace and not exists (
         select 1 from pg_index i
         where i.indrelid = con.conrelid and (i.indkey::int2[])[0:cardinality(con.conkey) - 1] @> con.conkey
       )`,
    );
    expect(missing).toEqual([]);
  });

  it('has a comment on every table and function', async () => {
    const silent = await db.query(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r' and obj_description(oid, 'pg_class') is null
       union all
       select proname from pg_proc
       where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and obj_description(oid, 'pg_proc') is null`,
    );
    expect(silent).toEqual([]);
  });

  for (const [table, actions] of Object.entries(matrix)) {
    for (const [action, allowed] of Object.entries(actions) as [Action, readonly Caller[]][]) {
      for (const caller of callers) {
        const may = allowed.includes(caller);
        it(`${table}: ${caller} ${may ? 'may' : 'may not'} ${action}`, async () => {
          expect(await reach(table, action, caller)).toBe(may);
        });
      }
    }
  }
});

class RollBack extends Error {}

/** Whether the caller touches at least one row; what it did is undone. */
async function reach(table: string, action: Action, caller: Caller): Promise<boolean> {
  const columns = await db.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [`public.${table}`],
  );
  const statements = {
    select: [`select 1 as hit from public.${table}`],
    insert: [
      `insert into public.${table} select * from public.${table} limit 1 returning 1 as hit`,
      `insert into public.${table} default values returning 1 as hit`,
    ],
    update: columns.map(({ name }) => `update public.${table} set "${name}" = "${name}" returning 1 as hit`),
    delete: [`delete from public.${table} returning 1 as hit`],
  }[action];
  for (const statement of statements) if ((await touched(statement, caller)) > 0) return true;
  return false;
}

async function touched(statement: string, caller: Caller): Promise<number> {
  let rows = 0;
  try {
    await db.transaction(async (tx) => {
      const role = caller === 'anonymous' ? 'anon' : 'authenticated';
      const claims = caller === 'anonymous' ? { role } : { role, sub: people[caller] };
      await tx.query(`select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)`, [
        role,
        JSON.stringify(claims),
      ]);
      rows = (await tx.query(statement)).length;
      throw new RollBack();
    });
  } catch (error) {
    if (error instanceof RollBack) return rows;
    if (error instanceof DatabaseError && error.code === '42501') return 0;
    throw error;
  }
  return rows;
}
