import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { POSTGRES_MAJOR } from './data-directory.ts';
import type { Database } from './database.ts';
import { lockDataDir } from './lock.ts';
import { maintain } from './maintain.ts';
import { openDatabase } from './open.ts';

const WRITER = join(import.meta.dirname, 'testdata', 'writer.ts');

let dir: string;
let db: Database;
const children = new Set<ReturnType<typeof spawn>>();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-db-'));
  db = await openDatabase({
    dataDir: join(dir, 'shared'),
    statementTimeoutMs: 1000,
    transactionTimeoutMs: 2000,
  });
  await db.exec('create table kept (id int primary key, word text)');
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});
afterAll(async () => {
  await db.close();
  await rm(dir, { recursive: true, force: true });
});

/** A process that opens `dataDir` and inserts rows one after another, telling each that was acknowledged. */
function startWriter(dataDir: string) {
  const child = spawn(process.execPath, [WRITER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

describe('a database on disk', () => {
  test('a writer killed in mid-write loses no acknowledged row and blocks nobody', async () => {
    const dataDir = join(dir, 'killed');
    let acknowledged = 0;
    for (const stopAfter of [25, 60]) {
      const { child, lines } = startWriter(dataDir);
      for (let seen = 0; seen < stopAfter; seen += 1) {
        const { value } = await lines.next();
        acknowledged = Number(value);
      }
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
    const reopened = await openDatabase({ dataDir });
    try {
      const [row] = await reopened.query<{ count: number; max: number }>('select count(*), max(id) from log');
      expect(row?.max).toBeGreaterThanOrEqual(acknowledged);
      expect(row?.count).toBe(row?.max);
      const [version] = await reopened.query<{ n: number }>(
        `select current_setting('server_version_num')::int / 10000 as n`,
      );
      expect(version?.n).toBe(POSTGRES_MAJOR);
    } finally {
      await reopened.close();
    }
  }, 60_000);

  test('a second process on the same data is refused with the pid of the first', async () => {
    const dataDir = join(dir, 'held');
    const { child, lines } = startWriter(dataDir);
    await lines.next();
    await expect(openDatabase({ dataDir })).rejects.toThrow(new RegExp(`in use by process ${child.pid}\\.`));
  });

  test('a second opening in the same process is refused too', async () => {
    await expect(openDatabase({ dataDir: join(dir, 'shared') })).rejects.toThrow(
      `in use by process ${process.pid}`,
    );
  });

  test('only the owner can enter the directory', async () => {
    expect((await stat(join(dir, 'shared', 'database'))).mode & 0o777).toBe(0o700);
  });

  test('files of another Postgres are refused before they are touched', async () => {
    const dataDir = join(dir, 'older');
    await (await lockDataDir(join(dataDir, 'database'))).release();
    await writeFile(join(dataDir, 'database', 'postgres-version'), '17\n');
    await expect(openDatabase({ dataDir })).rejects.toThrow(/written by Postgres 17 .* embeds Postgres 18/);
    expect(await readFile(join(dataDir, 'database', 'postgres-version'), 'utf8')).toBe('17\n');
  });
});

describe('the lock', () => {
  test('is free again after release', async () => {
    const first = await lockDataDir(join(dir, 'lock'));
    await expect(lockDataDir(join(dir, 'lock'))).rejects.toThrow('in use by process');
    await first.release();
    await (await lockDataDir(join(dir, 'lock'))).release();
  });
});

describe('time limits', () => {
  test('a runaway statement is ended with 57014, and the database goes on with what was committed', async () => {
    await db.query('insert into kept values (1, $1)', ['before']);
    const heard: string[] = [];
    const stop = await db.listen('after_restart', (payload) => heard.push(payload));
    const runaway = db.query('select count(*) from generate_series(1, 100000000000) a');
    const waiting = db.query('select word from kept where id = 1');
    await expect(runaway).rejects.toMatchObject({ name: 'DatabaseError', code: '57014' });
    expect(await waiting).toEqual([{ word: 'before' }]);
    await db.query(`select pg_notify('after_restart', 'still here')`);
    expect(heard).toEqual(['still here']);
    await stop();
  });

  test('a transaction that a runaway ended leaves nothing behind', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query('insert into kept values (2, $1)', ['lost']);
      await tx.query('select count(*) from generate_series(1, 100000000000) a');
    });
    await expect(work).rejects.toMatchObject({ code: '57014' });
    expect(await db.query('select * from kept where id = 2')).toEqual([]);
  });

  test('a transaction that waits for something else is ended with 25P04', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query('insert into kept values (3, $1)', ['lost']);
      await new Promise(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ code: '25P04' });
    expect(await db.query('select * from kept where id = 3')).toEqual([]);
  });
});

test('maintenance shrinks what updates have bloated', async () => {
  await db.exec(
    `create table bloated as select g as id, repeat('x', 500) as t from generate_series(1, 500) g`,
  );
  for (let i = 0; i < 4; i += 1) await db.query('update bloated set t = t');
  const dead = async () => {
    await db.query('select pg_stat_clear_snapshot(), pg_stat_force_next_flush()');
    const [row] = await db.query<{ n: number }>(
      `select n_dead_tup as n from pg_stat_user_tables where relname = 'bloated'`,
    );
    return row?.n;
  };
  expect(await dead()).toBeGreaterThan(500);
  await maintain((sql) => db.query(sql));
  expect(await dead()).toBe(0);
});
