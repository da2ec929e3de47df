import { type AppTransport, AppUnreachableError } from './app-transport.ts';
import type { Clock } from './clock.ts';
import { isRecord } from './protocol.ts';
import { signBody } from './signature.ts';

export interface AppSyncOptions {
  readonly transport: AppTransport;
  readonly appUrl: string;
  readonly signingKey: string;
  readonly clock: Clock;
  /** Takes the functions that the app described; throws when it must refuse them. */
  readonly accept: (functions: readonly unknown[]) => Promise<unknown>;
  readonly onProblem: (message: string) => void;
  /** Milliseconds between looks at an app that answers, to notice changed functions. */
  readonly everyMs: number;
}

export interface AppSync {
  start(): void;
  /** Asks at once: the app was seen restarting, or does not know a function. */
  kick(): void;
  stop(): Promise<void>;
}

/**
 * Asks the app for its functions by an in-band `PUT`, again and again: with back-off until it answers (a first compile is slow), then
 * now and then.
 */
export function createAppSync(options: AppSyncOptions): AppSync {
  let cancelTimer = () => {};
  let running: Promise<void> | undefined;
  let stopped = true;
  let failures = 0;
  let lastProblem = '';
  const abort = new AbortController();

  function ask(): void {
    cancelTimer();
    if (stopped || running !== undefined) return;
    running = once()
      .catch((error: unknown) => {
        failures += 1;
        report(error);
      })
      .finally(() => {
        running = undefined;
        if (stopped) return;
        const wait =
          failures === 0 ? options.everyMs : Math.min(firstRetryMs * 2 ** (failures - 1), lastRetryMs);
        cancelTimer = options.clock.schedule(options.clock.now() + wait, ask);
      });
  }

  async function once(): Promise<void> {
    const body = { url: options.appUrl };
    const response = await options.transport.send({
      method: 'PUT',
      url: options.appUrl,
      headers: {
        'content-type': 'application/json',
        'x-inngest-sync-kind': 'in_band',
        'x-inngest-signature': signBody(body, options.signingKey, Date.now()),
      },
      body: JSON.stringify(body),
      timeoutMs: syncTimeoutMs,
      signal: abort.signal,
    });
    if (response.status !== 200 || response.headers.get('x-inngest-sdk') === null) {
      throw new Error(`${options.appUrl} answered ${response.status}: ${response.text.slice(0, 200)}`);
    }
    // An app that was told not to answer in band has called `/fn/register` by now.
    if (response.headers.get('x-inngest-sync-kind') === 'in_band') {
      const answer: unknown = JSON.parse(response.text);
      await options.accept(isRecord(answer) && Array.isArray(answer.functions) ? answer.functions : []);
    }
    failures = 0;
    lastProblem = '';
  }

  /** Says each problem once; an app that is not up yet is no problem. */
  function report(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (stopped || error instanceof AppUnreachableError || message === lastProblem) return;
    lastProblem = message;
    options.onProblem(message);
  }

  return {
    start() {
      stopped = false;
      ask();
    },
    kick: ask,
    async stop() {
      stopped = true;
      cancelTimer();
      abort.abort();
      await running;
    },
  };
}

const firstRetryMs = 200;
const lastRetryMs = 5_000;
const syncTimeoutMs = 180_000;
