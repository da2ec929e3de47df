import { advanceRun, saveStep } from './advance-run.ts';
import { newId } from './event-id.ts';
import { type InngestEvent, type SerializedError, serializeError } from './protocol.ts';
import { instant, type Unit } from './unit.ts';

export type RunEnd =
  | { readonly status: 'completed'; readonly output: unknown }
  | { readonly status: 'failed'; readonly error: SerializedError }
  | { readonly status: 'cancelled' };

/**
 * Ends a run that is still running: drops what it waited for, tells the run that invoked it, and emits `inngest/function.finished`,
 * `.failed` or `.cancelled`. Returns whether it was this call that ended it.
 */
export async function finishRun(unit: Unit, runId: string, end: RunEnd): Promise<boolean> {
  const output =
    end.status === 'completed' ? (end.output ?? null) : end.status === 'failed' ? end.error : null;
  const [run] = await unit.tx.query<EndedRun>(
    `update executor.runs set status = $2, output = $3, ended_at = $4::timestamptz where id = $1 and status = 'running'
     returning function_id, event, parent_run_id, parent_step_id`,
    [runId, end.status, JSON.stringify(output), instant(unit.now)],
  );
  if (run === undefined) return false;
  await unit.tx.query('delete from executor.tasks where run_id = $1', [runId]);
  announce(unit, runId, run, end);
  await answerParent(unit, run, end);
  return true;
}

interface EndedRun {
  function_id: string;
  event: string;
  parent_run_id: string | null;
  parent_step_id: string | null;
}

function announce(unit: Unit, runId: string, run: EndedRun, end: RunEnd): void {
  const event: unknown = JSON.parse(run.event);
  const data = {
    function_id: run.function_id,
    run_id: runId,
    event,
    events: [event],
    ...(end.status === 'completed' ? { result: end.output ?? null } : {}),
    ...(end.status === 'failed' ? { error: end.error } : {}),
    ...(end.status === 'cancelled' ? { error: cancelledError } : {}),
    _inngest: { status: statusNames[end.status] },
  };
  const emit = (name: string) =>
    unit.emitted.push({ id: newId(unit.now), name, data, ts: unit.now } satisfies InngestEvent);
  if (end.status === 'cancelled') {
    emit('inngest/function.cancelled');
    return;
  }
  emit('inngest/function.finished');
  if (end.status === 'failed') emit('inngest/function.failed');
}

async function answerParent(unit: Unit, run: EndedRun, end: RunEnd): Promise<void> {
  if (run.parent_run_id === null || run.parent_step_id === null) return;
  const waiting = await unit.tx.query(
    "select 1 from executor.tasks where run_id = $1 and step_id = $2 and kind = 'invoke'",
    [run.parent_run_id, run.parent_step_id],
  );
  if (waiting.length === 0) return;
  const result =
    end.status === 'completed'
      ? { data: end.output ?? null }
      : { error: end.status === 'failed' ? end.error : cancelledError };
  await resumeRun(unit, run.parent_run_id, run.parent_step_id, result);
}

/** Memoises what a step waited for and moves its run on; a run whose state grows past the limits fails instead. */
export async function resumeRun(unit: Unit, runId: string, stepId: string, result: unknown): Promise<void> {
  const saved = await saveStep(unit, runId, stepId, result);
  if (saved === 'saved') await advanceRun(unit, runId);
  else await finishRun(unit, runId, { status: 'failed', error: limitErrors[saved] });
}

export const limitErrors = {
  'step-too-large': serializeError(
    'A step returned more than 4 MB. Store large results and return their ids.',
  ),
  'run-too-large': serializeError(
    "The run's state grew past 32 MB. Store large results and return their ids.",
  ),
  'too-many-steps': serializeError('The run has more than 1000 steps.'),
} as const;

const cancelledError = serializeError({ name: 'Error', message: 'function cancelled' });

/** As the server's REST interface spells them. */
export const statusNames = {
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const;
