import { randomBytes } from 'node:crypto';
import type { Queryable } from '../db/database.ts';
import { type AppTransport, AppUnreachableError } from './app-transport.ts';
import type { ClaimedTask } from './apply-outcome.ts';
import type { RegisteredFunction } from './function-config.ts';
import { discoveryStepId, limits, type Outcome, serializeError } from './protocol.ts';
import { readAnswer } from './read-answer.ts';
import { signBody } from './signature.ts';

export interface CallOptions {
  readonly db: Queryable;
  readonly transport: AppTransport;
  readonly appUrl: string;
  readonly signingKey: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** Asks the app to go on with a run (or with one planned step of it) and says what came of that; never throws on the app's account. */
export async function callApp(
  options: CallOptions,
  task: ClaimedTask,
  fn: RegisteredFunction,
): Promise<Outcome> {
  const body = await requestBody(options.db, task, fn);
  const url = new URL(options.appUrl);
  url.searchParams.set('fnId', fn.id);
  url.searchParams.set('stepId', task.stepId);
  try {
    const response = await options.transport.send({
      method: 'POST',
      url: url.href,
      headers: {
        'content-type': 'application/json',
        'x-run-id': task.runId,
        'x-request-id': `${taskId(task)}/${task.generation}`,
        'x-inngest-req-version': String(body.version),
        'x-inngest-step-id': task.stepId,
        'x-inngest-generation-id': String(task.generation),
        'x-inngest-job-id': taskId(task),
        traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
        // The SDK compares with the machine's clock, not with the executor's.
        'x-inngest-signature': signBody(body, options.signingKey, Date.now()),
      },
      body: JSON.stringify(body),
      timeoutMs: callTimeoutMs,
      signal: options.signal,
    });
    return readAnswer(response, options.now());
  } catch (error) {
    const kind = error instanceof AppUnreachableError ? 'unreachable' : 'retry';
    return { kind, error: serializeError(error) };
  }
}

/** `ctx.qi_id`: checkpoints name the call they belong to by it. */
export function taskId(task: Pick<ClaimedTask, 'runId' | 'stepId'>): string {
  return `${task.runId}/${task.stepId}`;
}

async function requestBody(db: Queryable, task: ClaimedTask, fn: RegisteredFunction) {
  const [run] = await db.query<{ event: string }>('select event from executor.runs where id = $1', [
    task.runId,
  ]);
  const rows = await db.query<{ step_id: string; result: string; size: number }>(
    'select step_id, result, size from executor.steps where run_id = $1 order by position',
    [task.runId],
  );
  const event: unknown = JSON.parse(run?.event ?? 'null');
  const bytes = rows.reduce((sum, row) => sum + row.size, Buffer.byteLength(run?.event ?? ''));
  const useApi = bytes > limits.requestBytes;
  const stack = rows.map((row) => row.step_id);
  const steps = useApi
    ? {}
    : Object.fromEntries(rows.map((row) => [row.step_id, JSON.parse(row.result) as unknown]));
  return {
    // The SDK settles on version 2 by itself for a run that has no state yet.
    version: stack.length === 0 ? -1 : 2,
    event,
    events: useApi ? [] : [event],
    steps,
    defers: {},
    use_api: useApi,
    ctx: {
      run_id: task.runId,
      fn_id: fn.uuid,
      qi_id: taskId(task),
      job_id: taskId(task),
      generation_id: task.generation,
      step_id: task.stepId,
      attempt: task.attempt,
      max_attempts: task.maxAttempts,
      stack: { stack, current: stack.length },
      disable_immediate_execution: task.stepId !== discoveryStepId,
      use_api: useApi,
      env: '',
    },
  };
}

/** As the server's own limit for one request. */
const callTimeoutMs = 2 * 3_600_000;
