import { limits } from './protocol.ts';
import { instant, type Unit } from './unit.ts';

/** Memoises a step's result: the step never runs again in this run. Ends its task, if it had one. */
export async function saveStep(
  unit: Unit,
  runId: string,
  stepId: string,
  result: unknown,
): Promise<SaveResult> {
  const text = JSON.stringify(result ?? null);
  const size = Buffer.byteLength(text);
  if (size > limits.stepBytes) return 'step-too-large';
  await unit.tx.query(
    'insert into executor.steps (run_id, step_id, result, size) values ($1, $2, $3, $4) on conflict do nothing',
    [runId, stepId, text, size],
  );
  await unit.tx.query('delete from executor.tasks where run_id = $1 and step_id = $2', [runId, stepId]);
  const [total] = await unit.tx.query<{ steps: number; bytes: number }>(
    'select count(*)::integer as steps, sum(size)::float8 as bytes from executor.steps where run_id = $1',
    [runId],
  );
  if (total !== undefined && total.bytes > limits.runBytes) return 'run-too-large';
  if (total !== undefined && total.steps > limits.stepsPerRun) return 'too-many-steps';
  return 'saved';
}

export type SaveResult = 'saved' | 'step-too-large' | 'run-too-large' | 'too-many-steps';

/** Plans the next discovery call once nothing that the run waits for is left: one call for a whole fan-out. */
export async function advanceRun(unit: Unit, runId: string): Promise<void> {
  await unit.tx.query(
    `insert into executor.tasks (run_id, step_id, kind, due_at, rank, slots)
     select id, 'step', 'call', $2::timestamptz, rank, slots from executor.runs
     where id = $1 and status = 'running' and not exists (select from executor.tasks where run_id = $1)
     on conflict do nothing`,
    [runId, instant(unit.now)],
  );
}
