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

describe('triggers', () => {
  it('fan out: one event starts every function that names it, each of several events starts one', async () => {
    const bench = await benches.open();
    const on = (id: string, triggers: { event: string; if?: string }[]) =>
      bench.client.createFunction({ id, triggers }, async ({ event }) => `${id}:${event.name}`);
    await bench.serve([on('one', [{ event: 't/a' }, { event: 't/b' }]), on('two', [{ event: 't/a' }])]);
    const outputs = async (id: string, count: number) =>
      (await bench.ended(id, count)).map((run) => run.output).sort();
    expect(await outputs(await bench.send('t/a'), 2)).toEqual(['one:t/a', 'two:t/a']);
    expect(await outputs(await bench.send('t/b'), 1)).toEqual(['one:t/b']);
  });

  it('may use a wildcard and an `if`', async () => {
    const bench = await benches.open();
    const wild = bench.client.createFunction(
      { id: 'wild', triggers: { event: 'shop/*' } },
      async ({ event }) => event.name,
    );
    const big = bench.client.createFunction(
      { id: 'big', triggers: { event: 'shop/order', if: 'event.data.total >= 100' } },
      async () => 'big',
    );
    await bench.serve([wild, big]);
    const small = await bench.ended(await bench.send('shop/order', { total: 99 }), 1);
    expect(small.map((run) => run.output)).toEqual(['shop/order']);
    const large = await bench.ended(await bench.send('shop/order', { total: 100 }), 2);
    expect(large.map((run) => run.output).sort()).toEqual(['big', 'shop/order']);
  });

  it.skipIf(contractUrl)('by cron fire once per minute, with a timer event', async () => {
    const bench = await benches.open();
    const ticks: { at: number; name: string }[] = [];
    const fn = bench.client.createFunction(
      { id: 'tick', triggers: { cron: '*/1 * * * *' } },
      async ({ event }) => {
        ticks.push({ at: bench.clock.now(), name: event.name });
      },
    );
    await bench.serve([fn]);
    await bench.until(() => ticks.length >= 3, true);
    const minutes = ticks.map(({ at }) => Math.floor(at / 60_000));
    expect(minutes).toEqual([0, 1, 2].map((minute) => (minutes[0] ?? 0) + minute));
    expect(new Set(ticks.map(({ name }) => name))).toEqual(new Set(['inngest/scheduled.timer']));
  });

  it.skipIf(contractUrl)('by cron that were missed while nothing ran are made up once', async () => {
    const bench = await benches.open();
    let ticks = 0;
    const fn = bench.client.createFunction({ id: 'daily', triggers: { cron: '0 3 * * *' } }, async () => {
      ticks += 1;
    });
    await bench.serve([fn]);
    await bench.stopExecutor();
    bench.clock.advance(5 * 24 * 3_600_000);
    await bench.startExecutor();
    await bench.until(() => ticks > 0);
    const [row] = await bench.db.query<{ runs: number; ahead: boolean }>(
      `select (select count(*)::integer from executor.runs) as runs, next_at > $1::timestamptz as ahead
       from executor.schedules`,
      [new Date(bench.clock.now()).toISOString()],
    );
    expect(row).toEqual({ runs: 1, ahead: true });
  });
});

describe('idempotency', () => {
  it('starts one run for one event id, and one for one value of the key', async () => {
    const bench = await benches.open();
    const runs: string[] = [];
    const byKey = bench.client.createFunction(
      { id: 'bykey', idempotency: 'event.data.k', triggers: { event: 't/key' } },
      async ({ event }) => {
        runs.push(`key ${event.data.n}`);
      },
    );
    const byId = bench.client.createFunction(
      { id: 'byid', triggers: { event: 't/id' } },
      async ({ event }) => {
        runs.push(`id ${event.data.n} ${event.id}`);
      },
    );
    await bench.serve([byKey, byId]);
    await bench.ended(await bench.send('t/key', { k: 'a', n: 1 }));
    await bench.send('t/key', { k: 'a', n: 2 });
    await bench.ended(await bench.send('t/key', { k: 'b', n: 3 }));
    await bench.ended(await bench.send('t/id', { n: 1 }, 'same'));
    await bench.send('t/id', { n: 2 }, 'same');
    await bench.ended(await bench.send('t/id', { n: 3 }, 'other'));
    expect(runs).toEqual(['key 1', 'key 3', 'id 1 same', 'id 3 other']);
  });

  it.skipIf(contractUrl)('lets the same event id start again after a day', async () => {
    const bench = await benches.open();
    let runs = 0;
    const fn = bench.client.createFunction({ id: 'day', triggers: { event: 't/day' } }, async () => {
      runs += 1;
    });
    await bench.serve([fn]);
    await bench.ended(await bench.send('t/day', {}, 'same'));
    bench.clock.advance(24 * 3_600_000);
    await bench.ended(await bench.send('t/day', {}, 'same'));
    expect(runs).toBe(2);
  });

  it.skipIf(contractUrl)('knows a send again that the SDK repeats with the same seed', async () => {
    const bench = await benches.open();
    let runs = 0;
    const fn = bench.client.createFunction({ id: 'seed', triggers: { event: 't/seed' } }, async () => {
      runs += 1;
    });
    await bench.serve([fn]);
    const send = () =>
      bench.post(
        '/e/event-key',
        [
          { name: 't/seed', data: {} },
          { name: 't/seed', data: {} },
        ],
        {
          'x-inngest-event-id-seed': `1760000000000,${'A'.repeat(16)}`,
        },
      );
    const first = (await (await send()).json()) as { ids: string[] };
    const second = (await (await send()).json()) as { ids: string[] };
    expect(second).toEqual(first);
    await bench.ended(first.ids[0] ?? '');
    await bench.ended(first.ids[1] ?? '');
    expect(runs).toBe(2);
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
