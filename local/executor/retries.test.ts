import { NonRetriableError, RetryAfterError } from 'inngest';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { contractUrl, createBenches } from './test-bench.ts';

const benches = createBenches();
afterEach(() => benches.closeBenches());
afterAll(() => benches.closeDatabase());

describe('retries', () => {
  it.skipIf(contractUrl)('wait 15 to 45 s, then 30 to 60 s', async () => {
    const bench = await benches.open();
    const at: number[] = [];
    const fn = bench.client.createFunction(
      { id: 'slow', retries: 2, triggers: { event: 't/slow' } },
      async ({ step }) => {
        await step.run('x', () => {
          at.push(bench.clock.now());
          throw new Error('no');
        });
      },
    );
    await bench.serve([fn]);
    expect((await bench.result(await bench.send('t/slow'))).status).toBe('Failed');
    const [first = 0, second = 0, third = 0] = at;
    expect(at).toHaveLength(3);
    // The clock runs on while a call travels, hence the second on top.
    expect(second - first).toBeGreaterThanOrEqual(15_000);
    expect(second - first).toBeLessThan(46_000);
    expect(third - second).toBeGreaterThanOrEqual(30_000);
    expect(third - second).toBeLessThan(61_000);
  });

  it.skipIf(contractUrl)('wait as long as Retry-After asks', async () => {
    const bench = await benches.open();
    const at: number[] = [];
    const fn = bench.client.createFunction(
      { id: 'after', triggers: { event: 't/after' } },
      async ({ step }) => {
        await step.run('x', () => {
          at.push(bench.clock.now());
          if (at.length === 1) throw new RetryAfterError('later', '2h');
        });
        at.push(bench.clock.now());
        if (at.length === 3) throw new RetryAfterError('once more', 600_000);
        return 'done';
      },
    );
    await bench.serve([fn]);
    expect(await bench.result(await bench.send('t/after'))).toMatchObject({ output: 'done' });
    const waits = at.slice(1).map((time, index) => Math.round((time - (at[index] ?? 0)) / 60_000));
    expect(waits).toEqual([120, 0, 10]);
  });

  it('make five attempts by default, tell the function so, and then fail the run with its error', async () => {
    const bench = await benches.open();
    const seen: unknown[] = [];
    const fn = bench.client.createFunction(
      { id: 'five', triggers: { event: 't/five' } },
      async ({ attempt, maxAttempts }) => {
        seen.push([attempt, maxAttempts]);
        throw new TypeError('never');
      },
    );
    await bench.serve([fn]);
    const run = await bench.result(await bench.send('t/five'));
    expect(run).toMatchObject({ status: 'Failed', output: { name: 'TypeError', message: 'never' } });
    expect(seen).toEqual([0, 1, 2, 3, 4].map((attempt) => [attempt, 5]));
  });

  it('of a function that throws outside of steps do not run finished steps again', async () => {
    const bench = await benches.open();
    const ran: string[] = [];
    let throws = 0;
    const fn = bench.client.createFunction(
      { id: 'outside', triggers: { event: 't/outside' } },
      async ({ step }) => {
        await step.run('a', () => note(ran, 'a', 1));
        if (throws++ === 0) throw new Error('outside');
        return 'ok';
      },
    );
    await bench.serve([fn]);
    expect(await bench.result(await bench.send('t/outside'))).toMatchObject({
      status: 'Completed',
      output: 'ok',
    });
    expect(ran).toEqual(['a']);
  });

  it('are left out for a NonRetriableError, and onFailure learns name, message, cause and event', async () => {
    const bench = await benches.open();
    let attempts = 0;
    const seen: unknown[] = [];
    const fn = bench.client.createFunction(
      {
        id: 'final',
        triggers: { event: 't/final' },
        onFailure: ({ error, event }) => {
          seen.push(error.name, error.message, error.cause, event.data.event.data, event.data.function_id);
        },
      },
      async () => {
        attempts += 1;
        throw new NonRetriableError('stop here', { cause: 'a reason' });
      },
    );
    await bench.serve([fn]);
    expect((await bench.result(await bench.send('t/final', { n: 7 }))).status).toBe('Failed');
    await bench.until(() => seen.length > 0);
    expect(attempts).toBe(1);
    expect(seen).toEqual([
      'NonRetriableError',
      'stop here',
      'a reason',
      { n: 7 },
      expect.stringContaining('final'),
    ]);
  });
});

function note<Value>(ran: string[], id: string, value: Value): Value {
  ran.push(id);
  return value;
}
