import type { Queryable } from '../db/database.ts';
import { nextFire } from './cron.ts';
import { startByOwnEvent } from './dispatch-event.ts';
import { finishRun, resumeRun } from './finish-run.ts';
import { serializeError } from './protocol.ts';
import { instant, type Unit } from './unit.ts';

/**
 * When something becomes due next that is not a call that could go out already: a retry, the end of a sleep, a timeout, a cron. May lie
 * in the past; undefined when nothing is planned. Milliseconds since the epoch.
 */
export async function nextTimer(db: Queryable, now: number): Promise<number | undefined> {
  const [row] = await db.query<{ at: number | null }>(
    `select (extract(epoch from least(
       (select min(due_at) from executor.tasks where state = 'queued' and (kind <> 'call' or due_at > $1::timestamptz)),
       (select min(deadline_at) from executor.runs where status = 'running' and deadline_at is not null),
       (select min(next_at) from executor.schedules)
     )) * 1000)::float8 as at`,
    [instant(now)],
  );
  return row?.at ?? undefined;
}

/** Does what the passing of time calls for: ends sleeps, times out waits, invocations and runs, fires crons. */
export async function fireTimers(unit: Unit): Promise<void> {
  await expireRuns(unit);
  await expireTasks(unit);
  await fireCrons(unit);
}

async function expireRuns(unit: Unit): Promise<void> {
  const overdue = await unit.tx.query<{ id: string }>(
    "select id from executor.runs where status = 'running' and deadline_at <= $1::timestamptz",
    [instant(unit.now)],
  );
  for (const run of overdue) await finishRun(unit, run.id, { status: 'cancelled' });
}

async function expireTasks(unit: Unit): Promise<void> {
  const due = await unit.tx.query<{ run_id: string; step_id: string; kind: string }>(
    `select run_id, step_id, kind from executor.tasks
     where state = 'queued' and kind <> 'call' and due_at <= $1::timestamptz order by due_at`,
    [instant(unit.now)],
  );
  for (const task of due) {
    await resumeRun(
      unit,
      task.run_id,
      task.step_id,
      task.kind === 'invoke' ? { error: invokeTimeout } : null,
    );
  }
}

/** Ticks missed while nothing ran are made up by one run, so that a nightly job of a machine that sleeps at night still runs. */
async function fireCrons(unit: Unit): Promise<void> {
  const due = await unit.tx.query<{ function_id: string; cron: string }>(
    'select function_id, cron from executor.schedules where next_at <= $1::timestamptz',
    [instant(unit.now)],
  );
  for (const { function_id, cron } of due) {
    await startByOwnEvent(unit, function_id, { name: 'inngest/scheduled.timer', data: { cron } });
    const next = nextFire(cron, unit.now);
    if (next === undefined) {
      await unit.tx.query('delete from executor.schedules where function_id = $1 and cron = $2', [
        function_id,
        cron,
      ]);
    } else {
      await unit.tx.query(
        'update executor.schedules set next_at = $3::timestamptz where function_id = $1 and cron = $2',
        [function_id, cron, instant(next)],
      );
    }
  }
}

const invokeTimeout = serializeError({
  name: 'InngestInvokeTimeoutError',
  message: 'Timed out waiting for invoked function to complete',
});
