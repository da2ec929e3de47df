import { NonRetriableError, RetryAfterError, StepError } from 'inngest';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { contractUrl, createBenches } from './test-bench.ts';

const benches = createBenches();
afterEach(() => benches.closeBenches());
afterAll(() => benches.closeDatabase());

describe.each([{ checkpointing: false }, { checkpointing: true }])(
  'steps, checkpointing $checkpointing',
  (mode) => {
    it('run once and in order, and later calls carry every result so far', async () => {
      const bench = await benches.open(mode);
      const ran: string[] = [];
      const fn = bench.client.createFunction(
        { id: 'order', triggers: { event: 't/order' } },
        async ({ step, event }) => {
          const a = await step.run('a', () => note(ran, 'a', Number(event.data.n) + 1));
          const b = await step.run('b', () => note(ran, 'b', a * 2));
          return step.run('c', () => note(ran, 'c', { a, b }));
        },
      );
      await bench.serve([fn]);
      const run = await bench.result(await bench.send('t/order', { n: 1 }));
      expect(run).toMatchObject({
        status: 'Completed',
        output: { a: 2, b: 4 },
        function_id: expect.stringContaining('order'),
      });
      expect(ran).toEqual(['a', 'b', 'c']);
      const counts = bench.calls.map((call) => call.steps.length);
      expect(counts).toEqual(mode.checkpointing ? [0] : [0, 1, 2, 3]);
    });

    it('that are parallel run once each, by planned calls, and join once', async () => {
      const bench = await benches.open(mode);
      const ran: string[] = [];
      const fn = bench.client.createFunction(
        { id: 'par', triggers: { event: 't/par' } },
        async ({ step }) => {
          const parts = await Promise.all(['x', 'y', 'z'].map((id) => step.run(id, () => note(ran, id, id))));
          return step.run('join', () => parts.join(''));
        },
      );
      await bench.serve([fn]);
      expect(await bench.result(await bench.send('t/par'))).toMatchObject({
        status: 'Completed',
        output: 'xyz',
      });
      expect(ran.sort()).toEqual(['x', 'y', 'z']);
      expect(bench.calls.filter((call) => call.stepId !== 'step')).toHaveLength(3);
      expect(bench.calls.filter((call) => call.stepId === 'step' && call.steps.length === 3)).toHaveLength(1);
    });

    it('in nested branches run once each', async () => {
      const bench = await benches.open(mode);
      const ran: string[] = [];
      const fn = bench.client.createFunction(
        { id: 'nest', triggers: { event: 't/nest' } },
        async ({ step }) => {
          const branch = async (name: string) => {
            const first = await step.run(`${name}-1`, () => note(ran, `${name}-1`, 1));
            const inner = await Promise.all(
              ['l', 'r'].map((side) =>
                step.run(`${name}-${side}`, () => note(ran, `${name}-${side}`, first + 1)),
              ),
            );
            return inner.reduce((sum, value) => sum + value, 0);
          };
          return Promise.all([branch('p'), branch('q')]);
        },
      );
      await bench.serve([fn]);
      expect(await bench.result(await bench.send('t/nest'))).toMatchObject({
        status: 'Completed',
        output: [4, 4],
      });
      expect(ran.sort()).toEqual(['p-1', 'p-l', 'p-r', 'q-1', 'q-l', 'q-r']);
    });

    it('may fail in one branch while the others are kept', async () => {
      const bench = await benches.open(mode);
      const ran: string[] = [];
      const fn = bench.client.createFunction(
        { id: 'half', triggers: { event: 't/half' } },
        async ({ step }) => {
          const settled = await Promise.allSettled([
            step.run('good', () => note(ran, 'good', 'ok')),
            step.run('bad', () => {
              throw new NonRetriableError('no');
            }),
          ]);
          return settled.map((result) => result.status);
        },
      );
      await bench.serve([fn]);
      const run = await bench.result(await bench.send('t/half'));
      expect(run).toMatchObject({ status: 'Completed', output: ['fulfilled', 'rejected'] });
      expect(ran).toEqual(['good']);
    });

    it('that lose a race still finish before the run goes on', async () => {
      const bench = await benches.open(mode);
      const ran: string[] = [];
      const fn = bench.client.createFunction(
        { id: 'race', triggers: { event: 't/race' } },
        async ({ step }) => {
          const winner = await Promise.race([
            step.run('fast', () => note(ran, 'fast', 'fast')),
            step.run('slow', async () => {
              await new Promise((resolve) => setTimeout(resolve, 60));
              return note(ran, 'slow', 'slow');
            }),
          ]);
          return step.run('after', () => note(ran, 'after', winner));
        },
      );
      await bench.serve([fn]);
      expect(await bench.result(await bench.send('t/race'))).toMatchObject({
        status: 'Completed',
        output: 'fast',
      });
      expect(ran).toEqual(['fast', 'slow', 'after']);
    });

    it('retry by themselves: attempts 0, 1, 2, and the next call starts again at 0', async () => {
      const bench = await benches.open(mode);
      const ran: string[] = [];
      const attempts: number[] = [];
      const fn = bench.client.createFunction(
        { id: 'again', triggers: { event: 't/again' } },
        async ({ step, attempt }) => {
          await step.run('before', () => note(ran, 'before', 1));
          await step.run('flaky', () => {
            attempts.push(attempt);
            if (attempts.length < 3) throw new Error('not yet');
          });
          return step.run('after', () => note(ran, 'after', attempt));
        },
      );
      await bench.serve([fn]);
      expect(await bench.result(await bench.send('t/again'))).toMatchObject({
        status: 'Completed',
        output: 0,
      });
      expect(attempts).toEqual([0, 1, 2]);
      expect(ran).toEqual(['before', 'after']);
    });

    it('that fail for good throw a StepError with the original name and message, which may be caught', async () => {
      const bench = await benches.open(mode);
      class QuotaError extends Error {
        override readonly name = 'QuotaError';
      }
      const fn = bench.client.createFunction(
        { id: 'catch', retries: 0, triggers: { event: 't/catch' } },
        async ({ step }) => {
          try {
            await step.run('pay', () => {
              throw new QuotaError('quota is used up');
            });
          } catch (error) {
            if (!(error instanceof StepError)) throw error;
            return { name: error.name, message: error.message };
          }
        },
      );
      await bench.serve([fn]);
      const run = await bench.result(await bench.send('t/catch'));
      expect(run).toMatchObject({
        status: 'Completed',
        output: { name: 'QuotaError', message: 'quota is used up' },
      });
    });

    it('may have the same id: each runs and is kept apart', async () => {
      const bench = await benches.open(mode);
      const fn = bench.client.createFunction(
        { id: 'same', triggers: { event: 't/same' } },
        async ({ step }) => {
          const values: number[] = [];
          for (const value of [1, 2, 3]) values.push(await step.run('again', () => value));
          return values;
        },
      );
      await bench.serve([fn]);
      expect(await bench.result(await bench.send('t/same'))).toMatchObject({ output: [1, 2, 3] });
    });

    it('keep what JSON can say of any value, NUL and lone surrogates and key order included', async () => {
      const bench = await benches.open(mode);
      const fn = bench.client.createFunction(
        { id: 'json', triggers: { event: 't/json' } },
        async ({ step, event }) => {
          const value = await step.run('make', () => ({
            date: new Date(0),
            map: new Map([['a', 1]]),
            nan: Number.NaN,
            nul: 'a\u0000b',
            lone: '\ud800',
            b: 1,
            a: { 10: 'ten', 9: 'nine' },
            gone: undefined,
          }));
          const nothing = await step.run('nothing', () => undefined);
          return { value, keys: Object.keys(value), nothing, text: event.data.text };
        },
      );
      await bench.serve([fn]);
      const run = await bench.result(await bench.send('t/json', { text: '\u0000\u20ac\ud83d\ude00' }));
      expect(run.output).toEqual({
        value: {
          date: '1970-01-01T00:00:00.000Z',
          map: {},
          nan: null,
          nul: 'a\u0000b',
          lone: '\ud800',
          b: 1,
          a: { 9: 'nine', 10: 'ten' },
        },
        keys: mode.checkpointing ? expect.any(Array) : ['date', 'map', 'nan', 'nul', 'lone', 'b', 'a'],
        nothing: null,
        text: '\u0000\u20ac\ud83d\ude00',
      });
    });
  },
);

describe('checkpointing', () => {
  it.each([
    ['has used up its time in one call', { maxRuntime: 1 }],
    ['buffers its steps', { bufferedSteps: 3 }],
  ])('gives the same result when it %s', async (_name, checkpointing) => {
    const bench = await benches.open({ checkpointing });
    const ran: string[] = [];
    const fn = bench.client.createFunction(
      { id: 'part', triggers: { event: 't/part' } },
      async ({ step }) => {
        let sum = 0;
        for (const n of [1, 2, 3, 4, 5]) {
          sum += await step.run(`s${n}`, async () => {
            await new Promise((resolve) => setTimeout(resolve, 3));
            return note(ran, `s${n}`, n);
          });
        }
        return sum;
      },
    );
    await bench.serve([fn]);
    expect(await bench.result(await bench.send('t/part'))).toMatchObject({ status: 'Completed', output: 15 });
    expect(ran).toEqual(['s1', 's2', 's3', 's4', 's5']);
  });
});

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
