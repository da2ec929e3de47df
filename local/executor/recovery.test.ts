import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { contractUrl, createBenches } from './test-bench.ts';

const benches = createBenches();
afterEach(() => benches.closeBenches());
afterAll(() => benches.closeDatabase());

describe.skipIf(contractUrl !== undefined)('recovery', () => {
  it('lets the executor that started last own the queue: it repeats what was in flight, at the cost of an attempt', async () => {
    const bench = await benches.open();
    const attempts: number[] = [];
    const gate = Promise.withResolvers<void>();
    const fn = bench.client.createFunction(
      { id: 'taken', triggers: { event: 't/taken' } },
      async ({ step, attempt }) =>
        step.run('x', async () => {
          attempts.push(attempt);
          if (attempt === 0) await gate.promise;
          return attempt;
        }),
    );
    await bench.serve([fn]);
    const first = bench.executor;
    const id = await bench.send('t/taken');
    await bench.until(() => attempts.length === 1);
    await bench.startExecutor();
    expect((await bench.result(id)).output).toBe(1);
    gate.resolve();
    await first?.stop();
    expect(attempts).toEqual([0, 1]);
    expect((await bench.result(id)).output).toBe(1);
  });

  it('makes the earlier executor stand down instead of running anything twice', async () => {
    const bench = await benches.open();
    const ran: string[] = [];
    const fn = bench.client.createFunction(
      { id: 'single', triggers: { event: 't/single' } },
      async ({ runId }) => {
        ran.push(runId);
      },
    );
    await bench.serve([fn]);
    const first = bench.executor;
    await bench.startExecutor();
    const second = bench.executor;
    bench.executor = first;
    // Either refuses the event, having noticed, or stores it and notices then.
    await bench.post('/e/event-key', { name: 't/single', data: {} });
    await bench.until(() => bench.logged.some((line) => line.includes('taken over')));
    expect((await bench.post('/e/event-key', { name: 't/single', data: {} })).status).toBe(503);
    bench.executor = second;
    await bench.ended(await bench.send('t/single'));
    await first?.stop();
    expect(new Set(ran).size).toBe(ran.length);
  });

  it('fails a run whose last attempt was interrupted, so that a step which kills the process cannot loop', async () => {
    const bench = await benches.open();
    let calls = 0;
    const gate = Promise.withResolvers<void>();
    const fn = bench.client.createFunction(
      { id: 'once', retries: 0, triggers: { event: 't/once' } },
      async ({ step }) =>
        step.run('x', () => {
          calls += 1;
          return gate.promise;
        }),
    );
    await bench.serve([fn]);
    const first = bench.executor;
    const id = await bench.send('t/once');
    await bench.until(() => calls === 1);
    await bench.startExecutor();
    expect(await bench.result(id)).toMatchObject({
      status: 'Failed',
      output: { message: expect.stringContaining('stopped') },
    });
    gate.resolve();
    await first?.stop();
    expect(calls).toBe(1);
  });

  it('after an orderly stop costs no attempt', async () => {
    const bench = await benches.open();
    const attempts: number[] = [];
    const gate = Promise.withResolvers<void>();
    const fn = bench.client.createFunction(
      { id: 'calm', retries: 0, triggers: { event: 't/calm' } },
      async ({ step, attempt }) =>
        step.run('x', async () => {
          attempts.push(attempt);
          if (attempts.length === 1) await gate.promise;
          return 'done';
        }),
    );
    await bench.serve([fn]);
    const id = await bench.send('t/calm');
    await bench.until(() => attempts.length === 1);
    await bench.stopExecutor();
    await bench.startExecutor();
    expect(await bench.result(id)).toMatchObject({ status: 'Completed', output: 'done' });
    gate.resolve();
    expect(attempts).toEqual([0, 0]);
  });

  it('keeps a result in hand while the database is away, and does not run the step again', async () => {
    const away = { now: false, refused: 0 };
    const bench = await benches.open({ wrapDatabase: (db) => faultyDatabase(db, away) });
    let ran = 0;
    const fn = bench.client.createFunction(
      { id: 'away', triggers: { event: 't/away' } },
      async ({ step }) => {
        await step.run('x', () => {
          ran += 1;
          away.now = true;
        });
        return 'kept';
      },
    );
    await bench.serve([fn]);
    const id = await bench.send('t/away');
    await bench.until(() => away.refused >= 2);
    away.now = false;
    expect((await bench.result(id)).output).toBe('kept');
    expect(ran).toBe(1);
  });
});

function faultyDatabase(db: Database, away: { now: boolean; refused: number }): Database {
  const check = () => {
    if (!away.now) return;
    away.refused += 1;
    throw new Error('connection refused');
  };
  return {
    query: async (sql, params) => {
      check();
      return db.query(sql, params);
    },
    exec: (sql) => db.exec(sql),
    transaction: async (work) => {
      check();
      return db.transaction(work);
    },
    listen: (channel, onPayload) => db.listen(channel, onPayload),
    close: () => db.close(),
  };
}
