import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, DatabaseError } from './database.ts';
import { openDatabase } from './open.ts';
import { openTestDatabase } from './test-database.ts';

describe('a database', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase({ migrations: null });
    await db.exec('drop table if exists thing; create table thing (id int primary key, word text not null)');
  });
  beforeEach(() => db.exec('truncate thing'));
  afterAll(async () => {
    await db.exec('drop table thing');
    await db.close();
  });
  const ids = async () =>
    (await db.query<{ id: number }>('select id from thing order by id')).map(({ id }) => id);

  test('a transaction commits when its work resolves, and gives its result', async () => {
    const result = await db.transaction(async (tx) => {
      await tx.query('insert into thing values ($1, $2)', [1, 'a']);
      return 'done';
    });
    expect(result).toBe('done');
    expect(await ids()).toEqual([1]);
  });

  test('it rolls back when its work rejects, with that reason', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query('insert into thing values ($1, $2)', [1, 'a']);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await ids()).toEqual([]);
  });

  test('it cannot commit after a statement failed, even when the work swallows the failure', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query('insert into thing values ($1, $2)', [1, 'a']);
      await tx.query('select 1 / 0').catch(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ code: '25P02' });
    expect(await ids()).toEqual([]);
  });

  test('a savepoint brings a failed transaction back', async () => {
    await db.transaction(async (tx) => {
      await tx.exec('savepoint before');
      await tx.query('select 1 / 0').catch(() => undefined);
      await tx.exec('rollback to before');
      await tx.query('insert into thing values ($1, $2)', [2, 'b']);
    });
    expect(await ids()).toEqual([2]);
  });

  test('statements sent without waiting run in order', async () => {
    await db.transaction(async (tx) => {
      await Promise.all([1, 2, 3].map((id) => tx.query('insert into thing values ($1, $2)', [id, 'x'])));
    });
    expect(await ids()).toEqual([1, 2, 3]);
  });

  test('other callers never run inside of a transaction', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = db.transaction(async (tx) => {
      await tx.query('insert into thing values (1, $1)', ['a']);
      await held;
      throw new Error('undone');
    });
    const second = db.query('insert into thing values (2, $1)', ['b']);
    release();
    await expect(first).rejects.toThrow('undone');
    await second;
    expect(await ids()).toEqual([2]);
  });

  test('errors carry the fields of Postgres', async () => {
    await db.query('insert into thing values (1, $1)', ['a']);
    const error = await db.query('insert into thing values (1, $1)', ['a']).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({
      code: '23505',
      message: 'duplicate key value violates unique constraint "thing_pkey"',
      detail: 'Key (id)=(1) already exists.',
      schema: 'public',
      table: 'thing',
      constraint: 'thing_pkey',
      hint: null,
      column: null,
    });
    expect(await db.query('insert into thing values (2, null)').catch((e: unknown) => e)).toMatchObject({
      code: '23502',
      column: 'word',
    });
  });

  test('values arrive as documented', async () => {
    const [row] = await db.query(
      `select true as b, 7::int2 as i2, 1.5::float8 as f, 42::int8 as small, 9007199254740993::int8 as large, '{"a":[1]}'::jsonb as j,
              timestamptz '2026-01-02 03:04:05.678+00' as t, date '2026-01-02' as d, timestamp '2026-01-02 03:04:05.678901' as ts,
              12345678901234567890.12345::numeric as n, '\\x00ff'::bytea as bytes, array['a', null, 'b,"c'] as texts, null as nothing`,
    );
    expect(row).toEqual({
      b: true,
      i2: 7,
      f: 1.5,
      small: 42,
      large: '9007199254740993',
      j: { a: [1] },
      t: new Date('2026-01-02T03:04:05.678Z'),
      d: '2026-01-02',
      ts: '2026-01-02 03:04:05.678901',
      n: '12345678901234567890.12345',
      bytes: new Uint8Array([0, 255]),
      texts: ['a', null, 'b,"c'],
      nothing: null,
    });
  });

  test('parameters arrive as documented', async () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    const [row] = await db.query(
      `select $1::int as i, $2::bool as b, $3::jsonb as j, $4::timestamptz as t, $5::text[] as texts, $6::bytea as bytes, $7::text as nothing, $8::int8 as big, $9::bool as word`,
      [1, false, { a: 'x' }, at, ['a', 'b"'], Buffer.from([1, 2]), null, 9007199254740993n, 'true'],
    );
    expect({ ...row, bytes: [...((row?.bytes ?? []) as Uint8Array)] }).toEqual({
      i: 1,
      b: false,
      j: { a: 'x' },
      t: at,
      texts: ['a', 'b"'],
      bytes: [1, 2],
      nothing: null,
      big: '9007199254740993',
      word: true,
    });
  });

  test('listeners hear what was committed, in order, and nothing that was rolled back', async () => {
    const heard: string[] = [];
    const { promise: last, resolve } = Promise.withResolvers<void>();
    const stop = await db.listen('news', (payload) => {
      heard.push(payload);
      if (payload === 'end') resolve();
    });
    await db.transaction(async (tx) => {
      await tx.query(`select pg_notify('news', 'one')`);
      await tx.query('select 1');
      expect(heard).toEqual([]);
      await tx.query(`select pg_notify('news', 'two')`);
    });
    await db
      .transaction(async (tx) => {
        await tx.query(`select pg_notify('news', 'never')`);
        throw new Error('undone');
      })
      .catch(() => undefined);
    await db.query(`select pg_notify('news', 'end')`);
    await last;
    expect(heard).toEqual(['one', 'two', 'end']);
    await stop();
    await db.query(`select pg_notify('news', 'unheard')`);
    expect(heard).toEqual(['one', 'two', 'end']);
  });
});

describe('an embedded database', () => {
  test('a first statement that cannot be sent leaves the rest of the transaction a transaction', async () => {
    const db = await openDatabase({ memory: true });
    await db.exec('create table t (id int)');
    const work = db.transaction(async (tx) => {
      await tx.query('select $1', [() => 1]).catch(() => undefined);
      await tx.query('insert into t values (1)');
      throw new Error('undone');
    });
    await expect(work).rejects.toThrow('undone');
    expect(await db.query('select * from t')).toEqual([]);
    await db.close();
  });

  test('using the database inside of its own transaction is refused instead of waiting for ever', async () => {
    const db = await openDatabase({ memory: true });
    await expect(db.transaction(() => db.query('select 1'))).rejects.toMatchObject({ code: '25001' });
    let leaked: { query(sql: string): Promise<unknown> } | undefined;
    await db.transaction(async (tx) => {
      leaked = tx;
    });
    await expect(leaked?.query('select 1')).rejects.toMatchObject({ code: '25P01' });
    await db.close();
    await expect(db.query('select 1')).rejects.toMatchObject({ code: '57P03' });
  });
});
