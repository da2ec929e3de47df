import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createBenches } from './test-bench.ts';

const benches = createBenches();
afterEach(() => benches.closeBenches());
afterAll(() => benches.closeDatabase());

describe.each([{ checkpointing: false }, { checkpointing: true }])(
  'steps, checkpointing $checkpointing',
  (mode) => {
    it('runs steps once and in order, and hands on their results', async () => {
      const bench = await benches.open(mode);
      const ran: string[] = [];
      const fn = bench.client.createFunction(
        { id: 'order', triggers: { event: 't/order' } },
        async ({ step, event }) => {
          const a = await step.run('a', () => note(ran, 'a', event.data.n + 1));
          const b = await step.run('b', () => note(ran, 'b', Number(a) * 2));
          return step.run('c', () => note(ran, 'c', { a, b }));
        },
      );
      await bench.serve([fn]);
      const run = await bench.result(await bench.send('t/order', { n: 1 }));
      expect(run).toMatchObject({ status: 'Completed', output: { a: 2, b: 4 }, function_id: 'app-order' });
      expect(ran).toEqual(['a', 'b', 'c']);
    });

    it('runs parallel steps once each and joins them once', async () => {
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
      expect(bench.calls.filter((call) => call.stepId === 'step' && call.steps.length === 3)).toHaveLength(1);
    });
  },
);

function note<Value>(ran: string[], id: string, value: Value): Value {
  ran.push(id);
  return value;
}
