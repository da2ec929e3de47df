import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { MigrationError, migrate } from './migrate.ts';
import { splitStatements } from './split-statements.ts';
import { openTestDatabase } from './test-database.ts';

let root: string;
let dir: string;
let db: Database;

beforeAll(async () => {
  db = await openTestDatabase({ migrations: null });
});
afterAll(() => db.close());
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cairn-migrate-'));
  dir = join(root, 'migrations');
  await mkdir(dir);
});
afterEach(async () => {
  await db.exec('drop schema if exists supabase_migrations cascade; drop table if exists a, b, c;');
  await rm(root, { recursive: true, force: true });
});

const write = (name: string, sql: string) => writeFile(join(dir, name), sql);
const history = () =>
  db.query('select version, name, statements from supabase_migrations.schema_migrations order by version');

describe('migrate', () => {
  test('applies each file once, in order, and records it as the Supabase CLI does', async () => {
    await write('20260102000000_second.sql', 'alter table a add column b int;\n');
    await write('20260101000000_first.sql', 'create table a (id int);\n-- why\ninsert into a values (1);\n');
    await write('README.md', 'not a migration');
    expect(await migrate(db, dir)).toEqual(['20260101000000', '20260102000000']);
    expect(await history()).toEqual([
      {
        version: '20260101000000',
        name: 'first',
        statements: ['create table a (id int)', '-- why\ninsert into a values (1)'],
      },
      { version: '20260102000000', name: 'second', statements: ['alter table a add column b int'] },
    ]);
    expect(await migrate(db, dir)).toEqual([]);
    expect(await db.query('select * from a')).toEqual([{ id: 1, b: null }]);
  });

  test('a failing file leaves nothing behind, names itself, and stops the rest', async () => {
    await write('1_good.sql', 'create table a (id int);');
    await write('2_bad.sql', 'create table b (id int); insert into b values (1); select nonsense;');
    await write('3_never.sql', 'create table c (id int);');
    const error = await migrate(db, dir).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(MigrationError);
    expect(error).toMatchObject({
      message: expect.stringContaining('2_bad.sql failed and left nothing behind: column "nonsense"'),
      cause: { code: '42703' },
    });
    expect(
      await db.query(
        `select to_regclass('a') is null as a, to_regclass('b') is null as b, to_regclass('c') is null as c`,
      ),
    ).toEqual([{ a: false, b: true, c: true }]);
    await write('2_bad.sql', 'create table b (id int);');
    expect(await migrate(db, dir)).toEqual(['2', '3']);
  });

  test('an applied file that changed or is gone is an error that says what to do', async () => {
    await write('1_a.sql', 'create table a (id int);');
    await migrate(db, dir);
    await write('1_a.sql', 'create table a (id bigint);');
    await expect(migrate(db, dir)).rejects.toThrow(
      '1_a.sql changed after it was applied. Put the change into a new migration',
    );
    await unlink(join(dir, '1_a.sql'));
    await expect(migrate(db, dir)).rejects.toThrow(
      'Migration 1 is applied to this database but its file is missing',
    );
  });

  test('two files of one version are refused', async () => {
    await write('1_a.sql', 'select 1;');
    await write('1_b.sql', 'select 1;');
    await expect(migrate(db, dir)).rejects.toThrow('1_a.sql and 1_b.sql have the same version');
  });

  test('session settings of a file do not outlive it', async () => {
    await write(
      '1_dump.sql',
      `select pg_catalog.set_config('search_path', '', false); set role anon; reset role; create table public.a (id int);`,
    );
    await migrate(db, dir);
    expect(await db.query('select current_user::text as who, count(*) as n from a')).toEqual([
      { who: 'postgres', n: 0 },
    ]);
  });

  test('the seed goes into a fresh database once', async () => {
    await write('1_a.sql', 'create table a (id int);');
    await writeFile(join(root, 'seed.sql'), 'insert into a values (1);');
    await migrate(db, dir);
    await write('2_b.sql', 'create table b (id int);');
    await migrate(db, dir);
    expect(await db.query('select id from a')).toEqual([{ id: 1 }]);
  });

  test('no directory means no migrations', async () => {
    expect(await migrate(db, join(root, 'absent'))).toEqual([]);
  });
});

describe('splitStatements', () => {
  test.each<[string, string, string[]]>([
    ['blanks and comments alone', ' ; -- x;\n ;; /* ; */ ', []],
    ['quotes', `select ';', E'\\';', "a;b"; select 2`, [`select ';', E'\\';', "a;b"`, 'select 2']],
    ['doubled quotes', `select 'it''s;'; select 2;`, [`select 'it''s;'`, 'select 2']],
    [
      'dollar quotes',
      'do $$ begin; end $$; select $a$ ; $$ ; $a$; select 1',
      ['do $$ begin; end $$', 'select $a$ ; $$ ; $a$', 'select 1'],
    ],
    ['dollars in names', 'select a$b$ from t; select 2', ['select a$b$ from t', 'select 2']],
    ['nested comments', '/* a /* ; */ ; */ select 1; select 2', ['/* a /* ; */ ; */ select 1', 'select 2']],
    ['line comments', "select 1 -- don't; \n; select 2", ["select 1 -- don't;", 'select 2']],
    [
      'atomic bodies',
      'create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3',
      [
        'create function f() returns int begin atomic select case when true then 1 end; select 2; end',
        'select 3',
      ],
    ],
    ['transactions', 'begin; select 1; end; select 2', ['begin', 'select 1', 'end', 'select 2']],
  ])('%s', (_, sql, expected) => {
    expect(splitStatements(sql)).toEqual(expected);
  });
});
