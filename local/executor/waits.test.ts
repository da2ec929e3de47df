import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { contractUrl, createBenches } from './test-bench.ts';

const benches = createBenches();
afterEach(() => benches.closeBenches());
afterAll(() => benches.closeDatabase());

describe('sleep', () => {
  it('lasts at least the whole seconds asked for, as a duration or until a date', async () => {
    const bench = await benches.open();
    const at: number[] = [];
    const fn = bench.client.createFunction({ id: 'nap', triggers: { event: 't/nap' } }, async ({ step }) => {
      at.push(await step.run('start', () => bench.clock.now()));
      await step.sleep('nap', '2s');
      const woke = await step.run('woke', () => bench.clock.now());
      await step.sleepUntil('until', new Date(woke + 3_000));
      return [woke, await step.run('end', () => bench.clock.now())];
    });
    await bench.serve([fn]);
    const [woke = 0, end = 0] = (await bench.result(await bench.send('t/nap'))).output as number[];
    expect(woke - (at[0] ?? 0)).toBeGreaterThanOrEqual(2_000);
    expect(end - woke).toBeGreaterThanOrEqual(2_500);
  });
});

describe('waitForEvent', () => {
  it('ends with the first event that matches by field, and gives the whole event', async () => {
    const bench = await benches.open();
    const fn = bench.client.createFunction(
      { id: 'wait', triggers: { event: 't/wait' } },
      async ({ step }) => {
        const answer = await step.waitForEvent('answer', {
          event: 't/answer',
          match: 'data.id',
          timeout: '1h',
        });
        return { name: answer?.name, data: answer?.data };
      },
    );
    await bench.serve([fn]);
    const id = await bench.send('t/wait', { id: 1 });
    await waiting(bench, 1);
    await bench.send('t/answer', { id: 2, from: 'other' });
    await bench.send('t/answer', { from: 'nobody' });
    await bench.send('t/answer', { id: 1, from: 'right' });
    expect((await bench.result(id)).output).toEqual({ name: 't/answer', data: { id: 1, from: 'right' } });
  });

  it('ends by an `if` over event and async', async () => {
    const bench = await benches.open();
    const fn = bench.client.createFunction({ id: 'wif', triggers: { event: 't/wif' } }, async ({ step }) => {
      const answer = await step.waitForEvent('answer', {
        event: 't/bid',
        if: 'async.data.price > event.data.price && async.data.who in ["a", "b"]',
        timeout: '1h',
      });
      return answer?.data;
    });
    await bench.serve([fn]);
    const id = await bench.send('t/wif', { price: 10 });
    await waiting(bench, 1);
    for (const data of [
      { price: 9, who: 'a' },
      { price: 11, who: 'c' },
      { price: 12, who: 'b' },
    ]) {
      await bench.send('t/bid', data);
    }
    expect((await bench.result(id)).output).toEqual({ price: 12, who: 'b' });
  });

  it('gives null at its timeout, and does not look back', async () => {
    const bench = await benches.open();
    const fn = bench.client.createFunction({ id: 'late', triggers: { event: 't/late' } }, async ({ step }) =>
      step.waitForEvent('answer', { event: 't/early', timeout: '2s' }),
    );
    await bench.serve([fn]);
    await bench.send('t/early', {});
    expect(await bench.result(await bench.send('t/late'))).toMatchObject({
      status: 'Completed',
      output: null,
    });
  });

  it.skipIf(contractUrl)('does not take two events that both lack the field for a match', async () => {
    const bench = await benches.open();
    const fn = bench.client.createFunction({ id: 'lack', triggers: { event: 't/lack' } }, async ({ step }) =>
      step.waitForEvent('answer', { event: 't/stray', match: 'data.id', timeout: '1h' }),
    );
    await bench.serve([fn]);
    const id = await bench.send('t/lack');
    await waiting(bench, 1);
    await bench.send('t/stray', {});
    expect(await bench.result(id)).toMatchObject({ output: null });
  });
});

describe('invoke', () => {
  it('gives the result of the other function, its error, or a timeout', async () => {
    const bench = await benches.open();
    const child = bench.client.createFunction(
      { id: 'child', retries: 0, triggers: { event: 't/child' } },
      async ({ step, event }) => {
        if (event.data.fail === true) throw new RangeError('child failed');
        if (event.data.hang === true) await step.sleep('long', '1d');
        return step.run('twice', () => Number(event.data.n) * 2);
      },
    );
    const parent = bench.client.createFunction(
      { id: 'parent', triggers: { event: 't/parent' } },
      async ({ step }) => {
        const call = (id: string, data: Record<string, unknown>, timeout?: string) =>
          step
            .invoke(id, { function: child, data, timeout })
            .catch((error: Error) => `${error.name}: ${error.message}`);
        return [
          await call('good', { n: 4 }),
          await call('bad', { fail: true }),
          await call('hang', { hang: true }, '2s'),
        ];
      },
    );
    await bench.serve([parent, child]);
    const { output } = await bench.result(await bench.send('t/parent'));
    expect(output).toEqual([
      8,
      expect.stringContaining('child failed'),
      expect.stringContaining('InngestInvokeTimeoutError'),
    ]);
  });

  it('of a function that is not there is an error of that step', async () => {
    const bench = await benches.open();
    const ghost = bench.client.createFunction({ id: 'ghost', triggers: [] }, async () => 'boo');
    const parent = bench.client.createFunction(
      { id: 'seer', retries: 0, triggers: { event: 't/seer' } },
      async ({ step }) =>
        step.invoke('ghost', { function: ghost, data: {} }).catch((error: Error) => error.message),
    );
    await bench.serve([parent]);
    expect((await bench.result(await bench.send('t/seer'))).output).toContain('could not find function');
  });
});

describe('sendEvent', () => {
  it('sends once, however often the run is retried afterwards', async () => {
    const bench = await benches.open();
    const got: unknown[] = [];
    let throws = 0;
    const sender = bench.client.createFunction(
      { id: 'sender', triggers: { event: 't/sender' } },
      async ({ step }) => {
        await step.sendEvent('tell', { name: 't/told', data: { n: 1 } });
        if (throws++ < 2) throw new Error('after sending');
        return 'sent';
      },
    );
    const taker = bench.client.createFunction(
      { id: 'taker', triggers: { event: 't/told' } },
      async ({ event }) => {
        got.push(event.data);
      },
    );
    await bench.serve([sender, taker]);
    expect((await bench.result(await bench.send('t/sender'))).output).toBe('sent');
    await bench.until(() => got.length > 0);
    expect(got).toEqual([{ n: 1 }]);
  });
});

async function waiting(bench: Awaited<ReturnType<typeof benches.open>>, count: number): Promise<void> {
  // A real server has no table to look into; it has the wait within this time.
  if (contractUrl !== undefined) return new Promise((resolve) => setTimeout(resolve, 1_500));
  await bench.until(async () => {
    const rows = await bench.db.query("select 1 from executor.tasks where kind = 'wait'");
    return rows.length === count;
  });
}
