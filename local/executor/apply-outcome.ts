import { advanceRun, saveStep } from './advance-run.ts';
import { backoffMs } from './backoff.ts';
import { startByOwnEvent } from './dispatch-event.ts';
import { parseDeadline } from './duration.ts';
import { finishRun, limitErrors } from './finish-run.ts';
import { isRecord, limits, type Op, type Outcome, type SerializedError, serializeError } from './protocol.ts';
import { instant, type Unit } from './unit.ts';

/** A call that was claimed; `generation` is its fence. */
export interface ClaimedTask {
  readonly runId: string;
  readonly stepId: string;
  readonly functionId: string;
  readonly attempt: number;
  readonly generation: number;
  readonly maxAttempts: number;
}

/**
 * Commits what a call brought: results, the tasks that follow, and the end of this task, in one transaction. An answer to a call that
 * is no longer the current one (the run ended, the task was requeued) changes nothing.
 * @param random jitter of the back-off, in [0, 1)
 */
export async function applyOutcome(
  unit: Unit,
  task: ClaimedTask,
  outcome: Outcome,
  random: number,
): Promise<void> {
  if (!(await isCurrent(unit, task))) return;
  switch (outcome.kind) {
    case 'returned':
      return complete(unit, task.runId, outcome.output);
    case 'failed':
      await finishRun(unit, task.runId, { status: 'failed', error: outcome.error });
      return;
    case 'retry':
      return retry(unit, task, outcome.error, outcome.retryAfterMs, random);
    case 'unreachable':
      return requeue(unit, task, task.attempt, unit.now + unreachableMs);
    case 'ops':
      return applyOps(unit, task, outcome.ops, outcome.retryAfterMs, random);
  }
}

/** Saves the steps of a checkpoint. Returns why not, if not. */
export async function applyCheckpoint(
  unit: Unit,
  task: Pick<ClaimedTask, 'runId' | 'stepId' | 'generation'>,
  ops: readonly Op[],
): Promise<'saved' | 'stale' | 'too-large'> {
  if (!(await isCurrent(unit, task))) return 'stale';
  for (const op of ops) {
    const size = Buffer.byteLength(JSON.stringify(op.data ?? null));
    // Refused, not failed: the SDK then sends the step in its answer, and that fails the run with a reason.
    if (size > limits.stepBytes) return 'too-large';
    const saved = await saveStep(unit, task.runId, op.id, { data: op.data ?? null });
    if (saved !== 'saved') {
      await finishRun(unit, task.runId, { status: 'failed', error: limitErrors[saved] });
      return 'stale';
    }
  }
  return 'saved';
}

/** Puts a task back for its next attempt, or fails its run when there is none left. */
async function retry(
  unit: Unit,
  task: ClaimedTask,
  error: SerializedError,
  retryAfterMs: number | undefined,
  random: number,
): Promise<void> {
  if (task.attempt + 1 >= task.maxAttempts) {
    await finishRun(unit, task.runId, { status: 'failed', error });
    return;
  }
  await requeue(unit, task, task.attempt + 1, unit.now + (retryAfterMs ?? backoffMs(task.attempt, random)));
}

async function applyOps(
  unit: Unit,
  task: ClaimedTask,
  ops: readonly Op[],
  retryAfterMs: number | undefined,
  random: number,
): Promise<void> {
  let failedAttempt: SerializedError | undefined;
  for (const op of ops) {
    if (op.op === 'RunComplete') return complete(unit, task.runId, op.data);
    if (op.op === 'StepError' && task.attempt + 1 < task.maxAttempts) {
      failedAttempt = serializeError(op.error ?? op.data);
      continue;
    }
    const refusal = await applyOp(unit, task.runId, op);
    if (refusal !== undefined) {
      await finishRun(unit, task.runId, { status: 'failed', error: refusal });
      return;
    }
  }
  if (failedAttempt !== undefined) return retry(unit, task, failedAttempt, retryAfterMs, random);
  await unit.tx.query(
    "delete from executor.tasks where run_id = $1 and step_id = $2 and state = 'executing'",
    [task.runId, task.stepId],
  );
  await advanceRun(unit, task.runId);
}

/** Returns the error that the run must fail with, if any. */
async function applyOp(unit: Unit, runId: string, op: Op): Promise<SerializedError | undefined> {
  const opts = op.opts ?? {};
  switch (op.op) {
    case 'StepRun':
      return tooLarge(await saveStep(unit, runId, op.id, { data: op.data ?? null }));
    case 'StepError':
    case 'StepFailed':
      return tooLarge(await saveStep(unit, runId, op.id, { error: serializeError(op.error ?? op.data) }));
    case 'StepPlanned':
      await addTask(unit, runId, op, 'call', unit.now);
      return undefined;
    case 'Sleep':
      await addTask(
        unit,
        runId,
        op,
        'sleep',
        parseDeadline(textOf(op.name) ?? textOf(opts.duration) ?? '', unit.now),
      );
      return undefined;
    case 'WaitForEvent':
      await addTask(unit, runId, op, 'wait', deadline(opts.timeout, unit.now), {
        eventName: textOf(op.name) ?? textOf(opts.event),
        expression: textOf(opts.if),
      });
      return undefined;
    case 'InvokeFunction':
      return invoke(unit, runId, op, opts);
    case 'DiscoveryRequest':
      return undefined;
    default:
      return serializeError(`The embedded executor does not support the step operation "${op.op}".`);
  }
}

async function invoke(
  unit: Unit,
  runId: string,
  op: Op,
  opts: Record<string, unknown>,
): Promise<SerializedError | undefined> {
  const added = await addTask(unit, runId, op, 'invoke', deadline(opts.timeout, unit.now));
  if (!added) return undefined;
  const functionId = textOf(opts.function_id) ?? '';
  const payload = isRecord(opts.payload) ? opts.payload : {};
  const started = await startByOwnEvent(
    unit,
    functionId,
    { ...payload, name: 'inngest/function.invoked', data: isRecord(payload.data) ? payload.data : {} },
    { runId, stepId: op.id },
  );
  if (started) return undefined;
  const error = serializeError(`could not find function with ID: ${functionId}`);
  return tooLarge(await saveStep(unit, runId, op.id, { error }));
}

/** Adds what the run will wait for, unless that step is known already (a second report of the same step). */
async function addTask(
  unit: Unit,
  runId: string,
  op: Op,
  kind: 'call' | 'sleep' | 'wait' | 'invoke',
  dueAt: number | undefined,
  wait: { eventName?: string; expression?: string } = {},
): Promise<boolean> {
  const rows = await unit.tx.query(
    `insert into executor.tasks (run_id, step_id, kind, due_at, event_name, expression, rank, slots)
     select id, $2, $3, $4::timestamptz, $5, $6, rank, slots from executor.runs
     where id = $1 and not exists (select from executor.steps where run_id = $1 and step_id = $2)
     on conflict do nothing returning step_id`,
    [
      runId,
      op.id,
      kind,
      dueAt === undefined ? null : instant(dueAt),
      wait.eventName ?? null,
      wait.expression ?? null,
    ],
  );
  return rows.length > 0;
}

async function complete(unit: Unit, runId: string, output: unknown): Promise<void> {
  const size = Buffer.byteLength(JSON.stringify(output ?? null));
  await finishRun(
    unit,
    runId,
    size > limits.stepBytes
      ? { status: 'failed', error: limitErrors['step-too-large'] }
      : { status: 'completed', output },
  );
}

async function requeue(unit: Unit, task: ClaimedTask, attempt: number, dueAt: number): Promise<void> {
  await unit.tx.query(
    `update executor.tasks set state = 'queued', attempt = $3, due_at = $4::timestamptz where run_id = $1 and step_id = $2`,
    [task.runId, task.stepId, attempt, instant(dueAt)],
  );
}

async function isCurrent(
  unit: Unit,
  task: Pick<ClaimedTask, 'runId' | 'stepId' | 'generation'>,
): Promise<boolean> {
  const rows = await unit.tx.query(
    `select 1 from executor.tasks where run_id = $1 and step_id = $2 and generation = $3 and state = 'executing' for update`,
    [task.runId, task.stepId, task.generation],
  );
  return rows.length > 0;
}

/** So that an app which answers a sync but refuses calls is not hammered. */
const unreachableMs = 1_000;

function tooLarge(saved: Awaited<ReturnType<typeof saveStep>>): SerializedError | undefined {
  return saved === 'saved' ? undefined : limitErrors[saved];
}

function deadline(timeout: unknown, now: number): number | undefined {
  const text = textOf(timeout);
  return text === undefined ? undefined : parseDeadline(text, now);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
