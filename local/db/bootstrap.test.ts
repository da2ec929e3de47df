import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap, bootstrapFiles } from './bootstrap.ts';
import type { Database } from './database.ts';
import { openTestDatabase } from './test-database.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase({ migrations: null });
});
afterAll(() => db.close());

describe('a bootstrapped database is a Supabase project', () => {
  test('bootstrapping again changes nothing', async () => {
    const before = await db.query('select * from cairn_local.bootstrap order by name');
    await bootstrap(db);
    expect(await db.query('select * from cairn_local.bootstrap order by name')).toEqual(before);
  });

  test('a bootstrap file that changed after it was applied is refused by name', async () => {
    await db.query(`update cairn_local.bootstrap set sha256 = 'other' where name = '01-roles.sql'`);
    await expect(bootstrap(db)).rejects.toThrow(/bootstrap\/01-roles\.sql changed/);
    await db.query(`delete from cairn_local.bootstrap where name = '01-roles.sql'`);
    await db.query(`insert into cairn_local.bootstrap (name, sha256) values ('01-roles.sql', $1)`, [
      await hashOfRoles(),
    ]);
    await bootstrap(db);
  });

  test('only service_role passes row level security by, and no API role can sign in', async () => {
    const roles = await db.query(
      `select rolname::text as name, rolbypassrls as bypass, rolcanlogin as login, rolsuper as super from pg_roles
        where rolname in ('anon', 'authenticated', 'service_role') order by 1`,
    );
    expect(roles).toEqual([
      { name: 'anon', bypass: false, login: false, super: false },
      { name: 'authenticated', bypass: false, login: false, super: false },
      { name: 'service_role', bypass: true, login: false, super: false },
    ]);
  });

  test('new tables in public are granted to the API roles, as hosted projects do', async () => {
    await db.exec(
      'create table public.granted (id int); create function public.granted_f() returns int language sql as $$ select 1 $$',
    );
    const [row] = await db.query(
      `select has_table_privilege('anon', 'public.granted', 'select,insert,update,delete') as tables,
              has_function_privilege('anon', 'public.granted_f()', 'execute') as functions,
              has_schema_privilege('anon', 'public', 'create') as create`,
    );
    expect(row).toEqual({ tables: true, functions: true, create: false });
  });

  test('auth functions read the claims of the transaction and nothing else', async () => {
    const id = '11111111-1111-4111-8111-111111111111';
    const claims = JSON.stringify({ sub: id, role: 'authenticated', email: 'a@example.com', deep: { x: 1 } });
    const inside = await db.transaction(async (tx) => {
      await tx.query(`select set_config('request.jwt.claims', $1, true)`, [claims]);
      return tx.query(
        `select auth.uid() as uid, auth.role() as role, auth.email() as email, auth.jwt() as jwt`,
      );
    });
    expect(inside).toEqual([
      { uid: id, role: 'authenticated', email: 'a@example.com', jwt: JSON.parse(claims) },
    ]);
    expect(await db.query('select auth.uid() as uid, auth.jwt() as jwt')).toEqual([{ uid: null, jwt: null }]);
  });

  test('migrations find extensions, uuids and the realtime publication where hosted ones do', async () => {
    const [row] = await db.query<{ uuid: string; similar: number; hash: string; published: number }>(
      `select uuid_generate_v4()::text as uuid, similarity('abc', 'abd') as similar,
              encode(extensions.digest('x', 'sha256'), 'hex') as hash,
              (select count(*) from pg_publication where pubname = 'supabase_realtime') as published`,
    );
    expect(row?.uuid).toMatch(/^[0-9a-f-]{36}$/);
    expect(row?.similar).toBeGreaterThan(0);
    expect(row?.hash).toHaveLength(64);
    expect(row?.published).toBe(1);
  });

  test('changes of shape notify pgrst, temporary tables do not', async () => {
    const heard: string[] = [];
    const { promise: last, resolve } = Promise.withResolvers<void>();
    const stop = await db.listen('pgrst', (payload) => {
      heard.push(payload);
      if (payload === 'end') resolve();
    });
    await db.exec('create temp table passing (id int)');
    await db.query(`select pg_notify('pgrst', 'permanent from here')`);
    await db.exec('create table public.shape (id int)');
    await db.exec('alter table public.shape add column x int');
    await db.exec('drop table public.shape');
    await db.query(`select pg_notify('pgrst', 'end')`);
    await last;
    expect(heard).toEqual(['permanent from here', 'reload schema', 'reload schema', 'reload schema', 'end']);
    await stop();
  });
});

async function hashOfRoles(): Promise<string> {
  return (await bootstrapFiles()).find(({ name }) => name === '01-roles.sql')?.sha256 ?? '';
}
