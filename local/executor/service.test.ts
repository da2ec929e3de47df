import { Inngest, type InngestFunction } from 'inngest';
import { serve as serveEdge } from 'inngest/edge';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { ownsPath } from './service.ts';
import { type Bench, contractUrl, createBenches } from './test-bench.ts';

/** What only the embedded executor promises: its own surface, its application coming and going. */
const embedded = describe.skipIf(contractUrl !== undefined);
const benches = createBenches();
afterEach(() => benches.closeBenches());
afterAll(() => benches.closeDatabase());

embedded('registration', () => {
  it.each([
    ['debounce', { debounce: { period: '5s' } }],
    ['throttle', { throttle: { limit: 1, period: '5s' } }],
    ['rateLimit', { rateLimit: { limit: 1, period: '5s' } }],
    ['batchEvents', { batchEvents: { maxSize: 2, timeout: '5s' } }],
    ['singleton', { singleton: { mode: 'skip' } }],
    ['timeouts.start', { timeouts: { start: '5s' } }],
  ] as const)('refuses a function with %s, by name', async (name, option) => {
    const bench = await benches.open();
    const fn = bench.client.createFunction(
      { id: 'fancy', triggers: { event: 't/x' }, ...option },
      async () => 1,
    );
    await bench.serveApp([fn]);
    await bench.startExecutor();
    await bench.until(() => bench.logged.some((line) => line.includes('app-fancy') && line.includes(name)));
  });

  it('refuses an expression that is not CEL, a cron that is none, and an option it does not know', async () => {
    const bench = await benches.open();
    await bench.serve([plain(bench, 'fine')]);
    const register = async (extra: object) => {
      const functions = [{ id: 'app-bad', triggers: [{ event: 't/x' }], steps: { step: {} }, ...extra }];
      const answer = await bench.api('POST', '/fn/register', { functions });
      return [answer.status, ((await answer.json()) as { error: string }).error];
    };
    expect(await register({ triggers: [{ event: 't/x', expression: 'event.data. ==' }] })).toEqual([
      400,
      expect.stringContaining('app-bad'),
    ]);
    expect(await register({ triggers: [{ cron: 'often' }] })).toEqual([
      400,
      expect.stringContaining('app-bad'),
    ]);
    expect(await register({ novelty: true })).toEqual([400, expect.stringContaining('novelty')]);
    expect((await bench.result(await bench.send('t/fine'))).output).toBe('fine');
  });

  it('follows an application whose functions change', async () => {
    const bench = await benches.open({ executor: { resyncMs: 20 } });
    await bench.serve([plain(bench, 'old')]);
    await bench.closeApp();
    await bench.serveApp([plain(bench, 'new')]);
    await bench.until(() => bench.logged.some((line) => line.includes('app-new')));
    expect((await bench.result(await bench.send('t/new'))).output).toBe('new');
    expect(await bench.runs(await bench.send('t/old'))).toEqual([]);
  });

  it('takes what an application registers of its own accord', async () => {
    const bench = await benches.open();
    await bench.serve([plain(bench, 'before')]);
    await bench.closeApp();
    await bench.serveApp([plain(bench, 'after')]);
    const answer = await fetch(bench.appUrl, { method: 'PUT' });
    expect(await answer.json()).toMatchObject({ modified: true });
    expect((await bench.result(await bench.send('t/after'))).output).toBe('after');
  });

  it('holds events that come before the application is known, and runs them then', async () => {
    const bench = await benches.open();
    await bench.serveApp([]);
    await bench.closeApp();
    await bench.startExecutor();
    const id = await bench.send('t/eager');
    await bench.serveApp([plain(bench, 'eager')]);
    expect((await bench.result(id)).output).toBe('eager');
  });
});

embedded('an application that is down', () => {
  it('costs no attempt: the run goes on when it is back', async () => {
    const bench = await benches.open();
    const attempts: number[] = [];
    const fn = bench.client.createFunction(
      { id: 'patient', retries: 0, triggers: { event: 't/patient' } },
      async ({ step, attempt }) => {
        await step.sleep('nap', '1h');
        attempts.push(attempt);
        return 'back';
      },
    );
    await bench.serve([fn]);
    const id = await bench.send('t/patient');
    await bench.until(
      async () => (await bench.db.query("select 1 from executor.tasks where kind = 'sleep'")).length > 0,
    );
    await bench.closeApp();
    bench.clock.advance(3_600_000);
    await bench.until(
      async () =>
        (
          await bench.db.query(
            "select 1 from executor.tasks where kind = 'call' and state = 'queued' and generation > 0",
          )
        ).length > 0,
    );
    // Claimed, refused, put back.
    await bench.serveApp([fn]);
    expect((await bench.result(id)).output).toBe('back');
    expect(attempts).toEqual([0]);
  });

  it('does not hold up events: a run can be cancelled meanwhile', async () => {
    const bench = await benches.open();
    const fn = bench.client.createFunction(
      { id: 'down', cancelOn: [{ event: 't/cancel' }], triggers: { event: 't/down' } },
      async ({ step }) => step.sleep('nap', '1h'),
    );
    await bench.serve([fn]);
    const id = await bench.send('t/down');
    await bench.until(
      async () => (await bench.db.query("select 1 from executor.tasks where kind = 'sleep'")).length > 0,
    );
    await bench.closeApp();
    bench.clock.advance(3_600_000);
    await bench.until(
      async () => (await bench.db.query("select 1 from executor.tasks where kind = 'call'")).length > 0,
    );
    await bench.send('t/cancel');
    expect((await bench.runs(id)).map((run) => run.status)).toEqual(['Cancelled']);
  });

  it.each([
    ['a proxy 502', () => new Response('<html>bad gateway</html>', { status: 502 })],
    ['HTML with 200', () => new Response('<html>hello</html>', { status: 200 })],
    ['an empty 206', () => new Response('[]', { status: 206, headers: { 'x-inngest-sdk': 'js:v4' } })],
    ['cut JSON', () => new Response('{"a":', { status: 200, headers: { 'x-inngest-sdk': 'js:v4' } })],
  ])('or answers %s is retried, never taken for success', async (_name, answer) => {
    const bench = await benches.open();
    await bench.serve([plain(bench, 'proxied')]);
    bench.answers.push(answer);
    expect((await bench.result(await bench.send('t/proxied'))).output).toBe('proxied');
    expect(bench.calls.map((call) => call.attempt)).toEqual([0, 1]);
  });
});

embedded('the HTTP surface', () => {
  it('takes events only with the event key, and everything else only with the signing key', async () => {
    const bench = await benches.open();
    await bench.serve([plain(bench, 'guarded')]);
    const event = { name: 't/guarded', data: {} };
    expect((await bench.post('/e/wrong', event)).status).toBe(401);
    expect((await bench.post('/e/event-key', event)).status).toBe(200);
    expect((await bench.post('/fn/register', { functions: [] })).status).toBe(401);
    expect((await bench.post('/fn/register', { functions: [] }, { authorization: 'Bearer no' })).status).toBe(
      401,
    );
    expect((await bench.api('GET', '/health')).status).toBe(200);
    expect((await bench.api('POST', '/v1/signals', {})).status).toBe(501);
  });

  it.each(['http://gateway', 'http://gateway/inngest/'])(
    'owns every path that the SDK calls for base URL %s',
    async (baseUrl) => {
      const paths: string[] = [];
      const client = new Inngest({
        id: 'app',
        isDev: false,
        baseUrl,
        eventKey: 'key',
        signingKey: 'signkey-test-00ff',
        fetch: async (input) => {
          paths.push(new URL(String(input)).pathname);
          return Response.json({ ids: [], status: 200 });
        },
      });
      await client.send({ name: 't/x' });
      const handlers = serveEdge({ client, functions: [] });
      await handlers(new Request('http://app/api/inngest', { method: 'PUT', headers: { host: 'app' } }));
      expect(paths).toEqual([expect.stringMatching(/\/e\/key$/), '/fn/register']);
      expect(paths.every(ownsPath)).toBe(true);
      expect(['/rest/v1/projects', '/auth/v1/token', '/e', '/inngest'].some(ownsPath)).toBe(false);
    },
  );

  it('refuses events it cannot keep, with a reason', async () => {
    const bench = await benches.open();
    await bench.serve([plain(bench, 'strict')]);
    const send = async (body: unknown) => {
      const answer = await bench.post('/e/event-key', body);
      return [answer.status, ((await answer.json()) as { error: string }).error];
    };
    expect(await send('{"name":')).toEqual([400, expect.stringContaining('JSON')]);
    expect(await send([{ data: {} }])).toEqual([400, expect.stringContaining('name')]);
    expect(await send([{ name: 't/x', data: 'text' }])).toEqual([400, expect.stringContaining('data')]);
    expect(await send([{ name: 'inngest/function.failed', data: {} }])).toEqual([
      400,
      expect.stringContaining('reserved'),
    ]);
    expect(await send([{ name: 't/x', data: { big: 'x'.repeat(3.2 * 2 ** 20) } }])).toEqual([
      400,
      expect.stringContaining('3 MB'),
    ]);
  });

  it('works with streamed answers', async () => {
    const bench = await benches.open({ streaming: true });
    const fn = bench.client.createFunction(
      { id: 'stream', retries: 1, triggers: { event: 't/stream' } },
      async ({ step, attempt }) => {
        await step.run('flaky', () => {
          if (attempt === 0) throw new Error('once');
        });
        return step.run('b', () => 'streamed');
      },
    );
    await bench.serve([fn]);
    expect((await bench.result(await bench.send('t/stream'))).output).toBe('streamed');
  });
});

embedded('an application in the same process', () => {
  it('is reached without a socket, and a stop does not wait for what it still does', async () => {
    let handler: (request: Request) => Promise<Response> = () =>
      Promise.resolve(new Response(null, { status: 404 }));
    const bench = await benches.open({ executor: { fetchLike: (request) => handler(request) } });
    const gate = Promise.withResolvers<void>();
    let hanging = false;
    const hang = bench.client.createFunction({ id: 'hang', triggers: { event: 't/hang' } }, async () => {
      hanging = true;
      await gate.promise;
    });
    const functions = [plain(bench, 'near'), hang];
    handler = serveEdge({ client: bench.client, functions });
    await bench.serve(functions);
    expect((await bench.result(await bench.send('t/near'))).output).toBe('near');
    expect(bench.calls).toEqual([]);
    await bench.send('t/hang');
    await bench.until(() => hanging);
    await bench.stopExecutor();
    const tasks = await bench.db.query("select state, attempt from executor.tasks where step_id = 'step'");
    expect(tasks).toEqual([{ state: 'queued', attempt: 0 }]);
    gate.resolve();
  });
});

embedded('retention', () => {
  it('forgets runs, steps and events a week after they ended, and nothing that still runs', async () => {
    const bench = await benches.open();
    const sleeper = bench.client.createFunction(
      { id: 'sleeper', triggers: { event: 't/sleeper' } },
      async ({ step }) => {
        await step.run('a', () => 1);
        await step.sleep('nap', '30d');
      },
    );
    await bench.serve([plain(bench, 'gone'), sleeper]);
    await bench.result(await bench.send('t/gone'));
    const kept = await bench.send('t/sleeper');
    await bench.until(
      async () => (await bench.db.query("select 1 from executor.tasks where kind = 'sleep'")).length > 0,
    );
    bench.clock.advance(8 * 24 * 3_600_000);
    await bench.until(
      async () =>
        (await bench.db.query("select 1 from executor.runs where status <> 'running'")).length === 0,
    );
    expect((await bench.runs(kept)).map((run) => run.status)).toEqual(['Running']);
    expect(await bench.db.query('select 1 from executor.steps')).toHaveLength(1);
  });
});

function plain(bench: Bench, id: string): InngestFunction.Any {
  return bench.client.createFunction({ id, triggers: { event: `t/${id}` } }, async () => id);
}
