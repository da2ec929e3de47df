import { NonRetriableError, StepError } from 'inngest';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createBenches } from './test-bench.ts';

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

function note<Value>(ran: string[], id: string, value: Value): Value {
  ran.push(id);
  return value;
}
