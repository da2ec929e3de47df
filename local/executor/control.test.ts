import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type Bench, contractUrl, createBenches } from './test-bench.ts';

const benches = createBenches();
afterEach(() => benches.closeBenches());
afterAll(() => benches.closeDatabase());

describe('cancelling', () => {
  it('by an event that matches ends a sleeping run, others sleep on, and function.cancelled tells of it', async () => {
    const bench = await benches.open();
    const told: unknown[] = [];
    const fn = bench.client.createFunction(
      {
        id: 'cancellable',
        triggers: { event: 't/work' },
        cancelOn: [{ event: 't/cancel', if: 'event.data.id == async.data.id' }],
      },
      async ({ step }) => {
        await step.sleep('nap', '1h');
        return 'slept';
      },
    );
    const teller = bench.client.createFunction(
      { id: 'teller', triggers: { event: 'inngest/function.cancelled' } },
      async ({ event }) => {
        told.push([event.data.function_id, event.data.run_id]);
      },
    );
    await bench.serve([fn, teller]);
    const [one, two] = [await bench.send('t/work', { id: 1 }), await bench.send('t/work', { id: 2 })];
    await sleeping(bench, 2);
    await bench.send('t/cancel', { id: 3 });
    await bench.send('t/cancel', {});
    await bench.send('t/cancel', { id: 1 });
    const cancelled = await bench.result(one);
    expect(cancelled.status).toBe('Cancelled');
    expect((await bench.runs(two)).map((run) => run.status)).toEqual(['Running']);
    await bench.until(() => told.length > 0);
    expect(told).toEqual([[cancelled.function_id, cancelled.run_id]]);
  });

  it('by REST ends a run while its step runs; the result of that step is dropped and nothing follows', async () => {
    const bench = await benches.open();
    const ran: string[] = [];
    const gate = Promise.withResolvers<void>();
    const fn = bench.client.createFunction(
      { id: 'busy', triggers: { event: 't/busy' } },
      async ({ step }) => {
        await step.run('long', async () => {
          ran.push('long');
          await gate.promise;
        });
        await step.run('next', () => ran.push('next'));
      },
    );
    await bench.serve([fn]);
    const id = await bench.send('t/busy');
    await bench.until(() => ran.length === 1);
    const [run] = await bench.runs(id);
    expect((await bench.api('DELETE', `/v1/runs/${run?.run_id}`)).ok).toBe(true);
    expect((await bench.result(id)).status).toBe('Cancelled');
    gate.resolve();
    await bench.ended(await bench.send('t/busy'));
    expect(ran).toEqual(['long', 'long', 'next']);
    expect((await bench.runs(id))[0]?.status).toBe('Cancelled');
  });

  it.skipIf(contractUrl)(
    'answers a checkpoint of a cancelled run with 409, so the SDK stops at once',
    async () => {
      const bench = await benches.open({ checkpointing: true });
      const ran: string[] = [];
      const gate = Promise.withResolvers<void>();
      const fn = bench.client.createFunction(
        { id: 'stale', triggers: { event: 't/stale' } },
        async ({ step }) => {
          await step.run('long', async () => {
            ran.push('long');
            await gate.promise;
          });
          await step.run('next', () => ran.push('next'));
        },
      );
      await bench.serve([fn]);
      const id = await bench.send('t/stale');
      await bench.until(() => ran.length === 1);
      await bench.api('DELETE', `/v1/runs/${(await bench.runs(id))[0]?.run_id}`);
      gate.resolve();
      await bench.executor?.stop();
      expect(ran).toEqual(['long']);
    },
  );

  it('comes by itself when timeouts.finish has passed', async () => {
    const bench = await benches.open();
    const fn = bench.client.createFunction(
      { id: 'timed', timeouts: { finish: '2s' }, triggers: { event: 't/timed' } },
      async ({ step }) => {
        await step.sleep('nap', '1h');
      },
    );
    await bench.serve([fn]);
    expect((await bench.result(await bench.send('t/timed'))).status).toBe('Cancelled');
  });

  it.skipIf(contractUrl)('by an event stops working once the `timeout` of cancelOn has passed', async () => {
    const bench = await benches.open();
    const fn = bench.client.createFunction(
      { id: 'window', cancelOn: [{ event: 't/stop', timeout: '1m' }], triggers: { event: 't/window' } },
      async ({ step }) => {
        await step.sleep('nap', '1h');
        return 'slept';
      },
    );
    await bench.serve([fn]);
    const id = await bench.send('t/window');
    await sleeping(bench, 1);
    bench.clock.advance(61_000);
    await bench.send('t/stop');
    expect(await bench.result(id)).toMatchObject({ status: 'Completed', output: 'slept' });
  });
});

describe('concurrency', () => {
  it('never runs more calls per key than its limit, and one key does not hold up another', async () => {
    const bench = await benches.open();
    const inside = new Map<string, number>();
    const most = new Map<string, number>();
    const other = Promise.withResolvers<void>();
    const fn = bench.client.createFunction(
      { id: 'limited', concurrency: { limit: 2, key: 'event.data.k' }, triggers: { event: 't/limited' } },
      async ({ step, event }) => {
        const key = String(event.data.k);
        await step.run('x', async () => {
          const now = (inside.get(key) ?? 0) + 1;
          inside.set(key, now);
          most.set(key, Math.max(most.get(key) ?? 0, now));
          // Runs of key "a" end only after one of key "b" has run.
          if (key === 'a') await other.promise;
          else other.resolve();
          inside.set(key, now - 1);
        });
      },
    );
    await bench.serve([fn]);
    const ids: string[] = [];
    for (const k of ['a', 'a', 'a', 'a', 'a', 'b', 'b']) ids.push(await bench.send('t/limited', { k }));
    for (const id of ids) expect((await bench.result(id)).status).toBe('Completed');
    expect(most.get('a')).toBe(2);
    expect(most.get('b')).toBeLessThanOrEqual(2);
  });

  it('counts calls, not runs: a sleeping run holds no place', async () => {
    const bench = await benches.open();
    const fn = bench.client.createFunction(
      { id: 'one', concurrency: 1, triggers: { event: 't/one' } },
      async ({ step, event }) => {
        if (event.data.sleep === true) await step.sleep('nap', '1h');
        return 'done';
      },
    );
    await bench.serve([fn]);
    const sleeper = await bench.send('t/one', { sleep: true });
    await sleeping(bench, 1);
    const quick = await bench.send('t/one', {});
    await bench.until(async () => (await bench.runs(quick))[0]?.status === 'Completed');
    expect((await bench.runs(sleeper))[0]?.status).toBe('Running');
  });

  it.skipIf(contractUrl)('over all functions is bounded too', async () => {
    const bench = await benches.open({ executor: { concurrency: 3 } });
    const gate = Promise.withResolvers<void>();
    let inside = 0;
    let most = 0;
    const fn = bench.client.createFunction(
      { id: 'wide', triggers: { event: 't/wide' } },
      async ({ step }) => {
        await Promise.all(
          Array.from({ length: 8 }, (_, n) =>
            step.run(`s${n}`, async () => {
              most = Math.max(most, ++inside);
              if (inside === 3) setTimeout(gate.resolve, 50);
              await gate.promise;
              inside -= 1;
            }),
          ),
        );
      },
    );
    await bench.serve([fn]);
    expect((await bench.result(await bench.send('t/wide'))).status).toBe('Completed');
    expect(most).toBe(3);
  });
});

describe('priority', () => {
  it('lets what waits start by priority, then by age', async () => {
    const bench = await benches.open();
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const fn = bench.client.createFunction(
      {
        id: 'ranked',
        concurrency: 1,
        priority: { run: 'event.data.high ? 300 : 0' },
        triggers: { event: 't/ranked' },
      },
      async ({ event }) => {
        order.push(String(event.data.name));
        if (event.data.name === 'first') await gate.promise;
      },
    );
    await bench.serve([fn]);
    const ids = [await bench.send('t/ranked', { name: 'first', high: false })];
    await bench.until(() => order.length === 1);
    for (const name of ['low-1', 'low-2', 'high']) {
      ids.push(await bench.send('t/ranked', { name, high: name === 'high' }));
    }
    gate.resolve();
    for (const id of ids) await bench.result(id);
    expect(order[1]).toBe('high');
    if (contractUrl === undefined) expect(order).toEqual(['first', 'high', 'low-1', 'low-2']);
  });
});

describe('size', () => {
  it.each([{ checkpointing: false }, { checkpointing: true }])(
    'a step that returns more than 4 MB fails the run, checkpointing $checkpointing',
    async (mode) => {
      const bench = await benches.open(mode);
      const fn = bench.client.createFunction(
        { id: 'huge', retries: 0, triggers: { event: 't/huge' } },
        async ({ step }) => {
          await step.run('huge', () => 'x'.repeat(4 * 1024 * 1024 + 1));
        },
      );
      await bench.serve([fn]);
      expect((await bench.result(await bench.send('t/huge'))).status).toBe('Failed');
    },
  );

  it('state above 4 MB is fetched by the SDK instead of being sent', async () => {
    const bench = await benches.open();
    const fn = bench.client.createFunction(
      { id: 'large', triggers: { event: 't/large' } },
      async ({ step }) => {
        const parts: string[] = [];
        for (const id of ['a', 'b', 'c']) parts.push(await step.run(id, () => id.repeat(2_000_000)));
        return parts.map((part) => part.length);
      },
    );
    await bench.serve([fn]);
    expect((await bench.result(await bench.send('t/large'))).output).toEqual([
      2_000_000, 2_000_000, 2_000_000,
    ]);
    expect(bench.calls.at(-1)?.steps).toEqual([]);
  });

  it.skipIf(contractUrl)('state above 32 MB fails the run', async () => {
    const bench = await benches.open();
    const fn = bench.client.createFunction(
      { id: 'full', triggers: { event: 't/full' } },
      async ({ step, runId }) => {
        await step.run('a', () => 1);
        await bench.db.query('update executor.steps set size = $2 where run_id = $1', [
          runId,
          32 * 1024 * 1024,
        ]);
        await step.run('b', () => 2);
      },
    );
    await bench.serve([fn]);
    const run = await bench.result(await bench.send('t/full'));
    expect(run).toMatchObject({ status: 'Failed', output: { message: expect.stringContaining('32 MB') } });
  });
});

async function sleeping(bench: Bench, count: number): Promise<void> {
  if (contractUrl !== undefined) return new Promise((resolve) => setTimeout(resolve, 1_500));
  await bench.until(async () => {
    const rows = await bench.db.query("select 1 from executor.tasks where kind = 'sleep'");
    return rows.length === count;
  });
}
