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
  // The sums are of the other steps: a statement does not see what its own `with` has written.
  const [others] = await unit.tx.query<{ steps: number; bytes: number | null }>(
    `with saved as (
       insert into executor.steps (run_id, step_id, result, size) values ($1, $2, $3, $4) on conflict do nothing
     ), ended as (
       delete from executor.tasks where run_id = $1 and step_id = $2
     )
     select count(*)::integer as steps, sum(size)::float8 as bytes from executor.steps where run_id = $1 and step_id <> $2`,
    [runId, stepId, text, size],
  );
  if ((others?.bytes ?? 0) + size > limits.runBytes) return 'run-too-large';
  if ((others?.steps ?? 0) + 1 > limits.stepsPerRun) return 'too-many-steps';
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
