import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, DatabaseError } from '../db/database.ts';
import type { ServiceHandler } from '../service.ts';
import { createFetchTransport, createHttpTransport } from './app-transport.ts';
import { applyOutcome, type ClaimedTask } from './apply-outcome.ts';
import { callApp } from './call-app.ts';
import { type Clock, systemClock } from './clock.ts';
import { dispatchHeldEvents } from './dispatch-event.ts';
import { finishRun } from './finish-run.ts';
import { readFunctionConfig } from './function-config.ts';
import { type Outcome, serializeError } from './protocol.ts';
import { createQueue, type Queue } from './queue.ts';
import { receiveEvents } from './receive-events.ts';
import { handBack, recover } from './recover.ts';
import { createRegistry, loadFunctions, type Registry, storeFunctions } from './registry.ts';
import { dropOld, retentionEveryMs } from './retention.ts';
import { createRoutes } from './routes.ts';
import { createAppSync } from './sync-app.ts';
import { transact } from './transact.ts';
import type { Unit } from './unit.ts';

export interface ExecutorOptions {
  readonly db: Database;
  /** Where the app serves its functions, e.g. `http://127.0.0.1:3000/api/inngest`. */
  readonly appUrl: string;
  /** Shared with the app's `INNGEST_SIGNING_KEY`, e.g. `signkey-local-<hex>`. */
  readonly signingKey: string;
  /** Shared with the app's `INNGEST_EVENT_KEY`. */
  readonly eventKey: string;
  readonly clock?: Clock;
  /** Reaches the app without a socket, for an app in the same process. */
  readonly fetchLike?: (request: Request) => Promise<Response>;
  /** Calls in flight at once, over all functions; 32 by default. */
  readonly concurrency?: number;
  /** Milliseconds between looks for changed functions; 30,000 by default. */
  readonly resyncMs?: number;
  /** Milliseconds that `stop` lets calls in flight finish; 5,000 by default. */
  readonly graceMs?: number;
  readonly log?: (
    level: 'info' | 'warn' | 'error',
    message: string,
    fields?: Record<string, unknown>,
  ) => void;
}

/** Made for one life: start once, stop once. */
export interface Executor {
  /** Mount for every path that `ownsPath` names. */
  readonly handle: ServiceHandler;
  /** Takes the database over, recovers what a crash interrupted, and begins to look for the app. */
  start(): Promise<void>;
  /** Lets calls in flight finish for the grace time; what is cut off then continues after the next start, at no attempt's cost. */
  stop(): Promise<void>;
}

/** The server's side of the Inngest protocol, its state in schema `executor` (see `local/db/bootstrap/04-executor.sql`). */
export function createExecutor(options: ExecutorOptions): Executor {
  const { db, clock = systemClock, concurrency = 32, log = () => {} } = options;
  const transport =
    options.fetchLike === undefined
      ? createHttpTransport(concurrency + 1)
      : createFetchTransport(options.fetchLike);
  const now = () => clock.now();
  const abort = new AbortController();
  let registry: Registry = createRegistry([]);
  let registered = '';
  /** The app answers, as far as is known. */
  let synced = false;
  /** It has described itself since this executor was made; until then, what it would start is not known. */
  let introduced = false;
  let open = false;
  let queue: Queue | undefined;
  let cancelRetention = () => {};
  let unlisten = async () => {};

  async function commit<Result>(work: (unit: Unit) => Promise<Result>): Promise<Result> {
    const result = await transact(db, registry, now(), work);
    queue?.wake();
    return result;
  }

  async function register(functions: readonly unknown[]): Promise<{ modified: boolean }> {
    const fingerprint = JSON.stringify(functions);
    const modified = fingerprint !== registered;
    if (modified || !synced) {
      const configs = functions.map((raw) => ({ raw, fn: readFunctionConfig(raw) }));
      const next = createRegistry(configs.map(({ fn }) => fn));
      await transact(db, next, now(), async (unit) => {
        if (modified) await storeFunctions(unit.tx, configs, unit.now);
        await dispatchHeldEvents(unit);
      });
      registry = next;
      registered = fingerprint;
      synced = true;
      introduced = true;
      log('info', 'functions registered', { functions: configs.map(({ fn }) => fn.id) });
      queue?.wake();
    }
    return { modified };
  }

  const sync = createAppSync({
    ...options,
    transport,
    clock,
    accept: register,
    onProblem: (message) => log('warn', 'the app could not be synced', { message }),
    everyMs: options.resyncMs ?? 30_000,
  });

  async function execute(task: ClaimedTask): Promise<void> {
    try {
      const outcome = await persist(() => call(task));
      if (abort.signal.aborted && outcome.kind === 'retry')
        return await commit((unit) => handBack(unit, task));
      if (outcome.kind === 'unreachable') {
        synced = false;
        sync.kick();
      }
      await persist(() => commit((unit) => applyOutcome(unit, task, outcome, Math.random())));
    } catch (error) {
      if (abort.signal.aborted) throw error;
      log('error', 'a run fails by an error of the executor', { error, run_id: task.runId });
      await persist(() =>
        commit((unit) => finishRun(unit, task.runId, { status: 'failed', error: serializeError(error) })),
      );
    }
  }

  async function call(task: ClaimedTask): Promise<Outcome> {
    const fn = registry.get(task.functionId);
    if (fn !== undefined) return callApp({ ...options, transport, now, signal: abort.signal }, task, fn);
    return { kind: 'retry', error: serializeError(`function ${task.functionId} is not registered any more`) };
  }

  /** Tries again while the database is away: a result is not given up for that. Rejects for what lasts, and once `stop` cuts off. */
  async function persist<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let delay = 100; ; delay = Math.min(delay * 2, 5_000)) {
      try {
        return await work();
      } catch (error) {
        if (isLasting(error)) throw error;
        log('warn', 'a run waits for the database', { error });
        await sleep(delay, undefined, { signal: abort.signal });
      }
    }
  }

  function keepRetention(): void {
    dropOld(db, now()).catch((error: unknown) => log('warn', 'old runs could not be dropped', { error }));
    cancelRetention = clock.schedule(now() + retentionEveryMs, keepRetention);
  }

  const routes = createRoutes({
    ...options,
    now,
    commit,
    register,
    receive: (events) => commit((unit) => receiveEvents(unit, events, !introduced)),
    open: () => open,
  });

  return {
    handle: (request) =>
      routes(request).catch((error: unknown) => {
        log('error', 'a request to the executor failed', { error });
        return Response.json({ error: 'internal error', status: 500 }, { status: 500 });
      }),
    async start() {
      registry = createRegistry(await loadFunctions(db));
      const epoch = await transact(db, registry, now(), recover);
      queue = createQueue({
        db,
        clock,
        registry: () => registry,
        epoch,
        concurrency,
        ready: () => synced,
        execute,
        onError: (error) => log('error', 'the queue met an error', { error }),
        onSuperseded: () => {
          open = false;
          void sync.stop();
          // What this one has committed since is for the new owner to see to.
          db.query("select pg_notify($1, '')", [wakeChannel]).catch((error: unknown) =>
            log('warn', 'no wake-up', { error }),
          );
          log('error', 'another executor has taken over this database; this one stands down');
        },
      });
      unlisten = await db.listen(wakeChannel, () => queue?.wake());
      open = true;
      sync.start();
      queue.wake();
      keepRetention();
    },
    async stop() {
      open = false;
      cancelRetention();
      await unlisten();
      await sync.stop();
      await queue?.stop();
      const cutOff = setTimeout(() => abort.abort(), options.graceMs ?? 5_000);
      await queue?.idle();
      clearTimeout(cutOff);
      transport.close();
    },
  };
}

/**
 * Whether a path of the gateway is the executor's. With `INNGEST_BASE_URL=<gateway>/inngest/` the SDK sends events below that prefix, but
 * resolves `/v0`, `/v1` and `/fn` against the origin, so the prefix is lost.
 */
export function ownsPath(pathname: string): boolean {
  return ownPaths.test(pathname);
}

const ownPaths = /^\/(inngest|e|fn|v0|v1)\//;
const wakeChannel = 'executor_wake';

/** Errors that trying again cannot cure: data that Postgres refuses, or a fault of this program. */
function isLasting(error: unknown): boolean {
  if (error instanceof DatabaseError) return lastingClasses.has(error.code.slice(0, 2));
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
}

/** SQLSTATE classes: data exception, integrity constraint, syntax or access. */
const lastingClasses = new Set(['22', '23', '42']);
