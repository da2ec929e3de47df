import type { ClaimedTask } from './apply-outcome.ts';
import { finishRun } from './finish-run.ts';
import { serializeError } from './protocol.ts';
import { instant, type Unit } from './unit.ts';

/**
 * Takes the database over and brings back the calls that an executor left in flight when it died. Each costs its task an attempt, so a
 * step that kills its process cannot do so for ever. Returns the new owner's epoch.
 */
export async function recover(unit: Unit): Promise<number> {
  const [owner] = await unit.tx.query<{ epoch: number }>(
    'update executor.owner set epoch = epoch + 1 returning epoch',
  );
  const interrupted = await unit.tx.query<{
    run_id: string;
    function_id: string;
    step_id: string;
    attempt: number;
  }>(
    `select t.run_id, r.function_id, t.step_id, t.attempt from executor.tasks t join executor.runs r on r.id = t.run_id
     where t.state = 'executing'`,
  );
  for (const task of interrupted) {
    const maxAttempts = unit.registry.get(task.function_id)?.maxAttempts ?? 1;
    if (task.attempt + 1 >= maxAttempts) {
      await finishRun(unit, task.run_id, { status: 'failed', error: interruptedError });
    } else {
      await release(unit, { runId: task.run_id, stepId: task.step_id }, task.attempt + 1);
    }
  }
  return owner?.epoch ?? 0;
}

/** Puts back a call that an orderly stop cut off: not its fault, so it costs no attempt. */
export async function handBack(unit: Unit, task: ClaimedTask): Promise<void> {
  const [current] = await unit.tx.query(
    `select 1 from executor.tasks where run_id = $1 and step_id = $2 and generation = $3 and state = 'executing'`,
    [task.runId, task.stepId, task.generation],
  );
  if (current !== undefined) await release(unit, task, task.attempt);
}

async function release(
  unit: Unit,
  task: Pick<ClaimedTask, 'runId' | 'stepId'>,
  attempt: number,
): Promise<void> {
  await unit.tx.query(
    `update executor.tasks set state = 'queued', attempt = $3, due_at = $4::timestamptz,
       generation = nextval('executor.generation')::integer
     where run_id = $1 and step_id = $2`,
    [task.runId, task.stepId, attempt, instant(unit.now)],
  );
}

const interruptedError = serializeError(
  'The server stopped while this function was running, and no attempt is left.',
);
