import { Inngest, type InngestFunction } from 'inngest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { nextTimer } from './fire-timers.ts';
import type { RunStatus } from './run-status.ts';
import { createExecutor, type Executor, type ExecutorOptions } from './service.ts';
import { hashSigningKey } from './signature.ts';
import { serveTestApp, type TestApp } from './test-app.ts';
import { TestClock } from './test-clock.ts';

/**
 * The genuine SDK in cloud mode behind a real HTTP server, and the engine it talks to: the embedded executor, or with
 * `INNGEST_CONTRACT_URL` (and `INNGEST_CONTRACT_SIGNING_KEY`, `INNGEST_CONTRACT_EVENT_KEY`) a real Inngest server, e.g.
 * `inngest start --signing-key … --event-key …`.
 */
export const contractUrl = process.env.INNGEST_CONTRACT_URL;
const signingKey = process.env.INNGEST_CONTRACT_SIGNING_KEY ?? `signkey-test-${'ab12'.repeat(16)}`;
const eventKey = process.env.INNGEST_CONTRACT_EVENT_KEY ?? 'event-key';
const engineUrl = contractUrl ?? 'http://executor.test/inngest';

export interface BenchOptions {
  readonly checkpointing?: boolean | { readonly maxRuntime?: number; readonly bufferedSteps?: number };
  readonly streaming?: boolean;
  readonly executor?: Partial<ExecutorOptions>;
  /** Stands between the executor and its database. */
  readonly wrapDatabase?: (db: Database) => Database;
}

export class Bench {
  readonly clock = new TestClock();
  readonly client: Inngest;
  readonly db: Database;
  readonly logged: string[] = [];
  /** Calls the app has received: function and step id. */
  readonly calls: { fnId: string; stepId: string; attempt: number; steps: string[]; eventId: string }[] = [];
  executor: Executor | undefined;
  wrapDatabase: (db: Database) => Database;
  appUrl = '';
  /** Answers that take the SDK's place, first come first served. */
  readonly answers: (() => Response | undefined)[] = [];
  private app: TestApp | undefined;
  private port: number | undefined;
  private readonly options: BenchOptions;

  constructor(db: Database, options: BenchOptions) {
    this.db = db;
    this.options = options;
    this.wrapDatabase = options.wrapDatabase ?? ((same) => same);
    this.client = new Inngest({
      id: 'app',
      isDev: false,
      baseUrl: engineUrl,
      signingKey,
      eventKey,
      checkpointing: options.checkpointing ?? false,
      logger: silent,
      ...(contractUrl === undefined ? { fetch: (input, init) => this.engine(new Request(input, init)) } : {}),
    });
  }

  /** Serves `functions` and waits until the engine knows them. */
  async serve(functions: readonly InngestFunction.Any[]): Promise<void> {
    await this.serveApp(functions);
    await this.startExecutor();
    await this.until(() => this.logged.some((line) => line.includes('functions registered')));
  }

  /** Serves the app alone; on the port it had, if it was served before. */
  async serveApp(functions: readonly InngestFunction.Any[]): Promise<void> {
    this.app = await serveTestApp({
      client: this.client,
      functions,
      port: this.port,
      streaming: this.options.streaming,
      onCall: (request, body) => {
        this.note(request, body);
        return this.answers.shift()?.();
      },
    });
    this.appUrl = this.app.url;
    this.port = Number(new URL(this.app.url).port);
  }

  async closeApp(): Promise<void> {
    await this.app?.close();
    this.app = undefined;
  }

  async startExecutor(): Promise<void> {
    if (contractUrl !== undefined) {
      const answer = await fetch(this.appUrl, { method: 'PUT' });
      if (!answer.ok) throw new Error(`the server refused the functions: ${await answer.text()}`);
      this.logged.push('functions registered');
      return;
    }
    this.executor = createExecutor({
      db: this.wrapDatabase(this.db),
      appUrl: this.appUrl,
      signingKey,
      eventKey,
      clock: this.clock,
      graceMs: 0,
      log: (_level, message, fields) =>
        this.logged.push(`${message} ${JSON.stringify(fields ?? {}, errorText)}`),
      ...this.options.executor,
    });
    await this.executor.start();
  }

  /** Sends one event and gives its id. */
  async send(name: string, data: Record<string, unknown> = {}, id?: string): Promise<string> {
    const { ids } = await this.client.send({ name, data, ...(id === undefined ? {} : { id }) });
    return ids[0] ?? '';
  }

  /** The runs that an event started, once there are `count` and all have ended. Skips the waiting in between. */
  async ended(eventId: string, count = 1): Promise<RunStatus[]> {
    let runs: RunStatus[] = [];
    await this.until(async () => {
      runs = await this.runs(eventId);
      return runs.length >= count && runs.every((run) => run.ended_at !== null);
    }, true);
    return runs;
  }

  /** The one run of an event, once it has ended. */
  async result(eventId: string): Promise<RunStatus> {
    const [run] = await this.ended(eventId);
    if (run === undefined) throw new Error('no run');
    return run;
  }

  async runs(eventId: string): Promise<RunStatus[]> {
    const response = await this.api('GET', `/v1/events/${eventId}/runs`);
    return ((await response.json()) as { data: RunStatus[] }).data ?? [];
  }

  /** A call of the REST interface with the signing key. */
  api(method: string, path: string, body?: unknown): Promise<Response> {
    return this.request(method, path, body, { authorization: `Bearer ${hashSigningKey(signingKey)}` });
  }

  /** A call without any key but those given. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.request('POST', path, body, headers);
  }

  private request(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Response> {
    const request = new Request(`${engineUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return contractUrl === undefined ? this.engine(request) : fetch(request);
  }

  /** Looks again until `condition` holds; with `skip`, time passes whenever the executor only waits for it to. */
  async until(condition: () => boolean | Promise<boolean>, skip = false): Promise<void> {
    const giveUp = Date.now() + (contractUrl === undefined ? 15_000 : 120_000);
    while (!(await condition())) {
      if (Date.now() > giveUp) throw new Error(`gave up waiting; logged: ${this.logged.join('\n')}`);
      if (!skip || !(await this.skipWaiting())) await new Promise((resolve) => setTimeout(resolve, 4));
    }
  }

  /** Moves the clock to the next deadline when nothing is in flight or due. */
  async skipWaiting(): Promise<boolean> {
    if (contractUrl !== undefined) return false;
    const now = this.clock.now();
    // In this order: what becomes due in between then shows as busy.
    const next = await nextTimer(this.db, now);
    const [busy] = await this.db.query<{ n: number }>(
      `select count(*)::integer as n from executor.tasks
       where state = 'executing' or (state = 'queued' and kind = 'call' and due_at <= $1::timestamptz)`,
      [new Date(this.clock.now()).toISOString()],
    );
    if (busy?.n !== 0 || next === undefined || next <= now) return false;
    this.clock.advance(next - now);
    return true;
  }

  async stop(): Promise<void> {
    await this.executor?.stop();
    await this.app?.close();
  }

  async stopExecutor(): Promise<void> {
    await this.executor?.stop();
    this.executor = undefined;
  }

  private engine(request: Request): Promise<Response> {
    if (this.executor === undefined) return Promise.reject(new Error('the executor is stopped'));
    return this.executor.handle(request, {
      identity: { role: 'anon', claims: { role: 'anon' } },
      ip: '127.0.0.1',
    });
  }

  private note(request: Request, body: unknown): void {
    const query = new URL(request.url).searchParams;
    const { ctx, steps, event } = body as { ctx: { attempt: number }; steps: object; event: { id: string } };
    this.calls.push({
      fnId: query.get('fnId') ?? '',
      stepId: query.get('stepId') ?? '',
      attempt: ctx.attempt,
      steps: Object.keys(steps),
      eventId: event.id,
    });
  }
}

/** One database for a test file and a fresh bench for each test in it. */
export function createBenches() {
  let db: Database | undefined;
  const open = new Set<Bench>();
  return {
    async open(options: BenchOptions = {}): Promise<Bench> {
      db ??= await openTestDatabase({ migrations: null });
      await db.exec(`truncate executor.functions, executor.schedules, executor.events, executor.idempotency_keys,
        executor.runs, executor.steps, executor.tasks`);
      const bench = new Bench(db, options);
      open.add(bench);
      return bench;
    },
    async closeBenches() {
      for (const bench of open) await bench.stop();
      open.clear();
    },
    async closeDatabase() {
      await db?.close();
    },
  };
}

function errorText(_key: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}

const silent = { info() {}, warn() {}, error() {}, debug() {} };
