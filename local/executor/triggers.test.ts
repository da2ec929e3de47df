import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { contractUrl, createBenches } from './test-bench.ts';

const benches = createBenches();
afterEach(() => benches.closeBenches());
afterAll(() => benches.closeDatabase());

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
        ticks.push({ at: event.ts ?? 0, name: event.name });
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
