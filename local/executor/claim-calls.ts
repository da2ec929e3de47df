import type { Database } from '../db/database.ts';
import type { ClaimedTask } from './apply-outcome.ts';
import type { Registry } from './registry.ts';
import { limitName } from './start-run.ts';
import { instant } from './unit.ts';

export interface ClaimOptions {
  readonly db: Database;
  readonly registry: Registry;
  readonly epoch: number;
  readonly now: number;
  readonly room: number;
  /** How many calls in flight hold each concurrency slot. */
  readonly slots: ReadonlyMap<string, number>;
}

export interface Claim {
  readonly tasks: readonly (ClaimedTask & { readonly slots: readonly string[] })[];
  /** Due calls may be left that have room. */
  readonly more: boolean;
}

/**
 * Takes the calls that are due and have room, by rank (age and priority), and fences each with a new generation. Says `superseded` when
 * a later executor owns the database.
 */
export function claimCalls(options: ClaimOptions): Promise<Claim | 'superseded'> {
  const { registry } = options;
  const isFull = (slot: string, held: number) => held >= registry.limitOf(limitName(slot));
  return options.db.transaction(async (tx) => {
    const full = [...options.slots].filter(([slot, held]) => isFull(slot, held)).map(([slot]) => slot);
    const due = await tx.query<DueCall>(
      `select t.run_id, t.step_id, t.attempt, t.slots, r.function_id, r.started_at is null as fresh, o.epoch
       from executor.owner o left join (executor.tasks t join executor.runs r on r.id = t.run_id)
         on t.kind = 'call' and t.state = 'queued' and t.due_at <= $1::timestamptz and not (t.slots && $2::text[])
       order by t.rank, t.run_id, t.step_id limit $3`,
      [instant(options.now), full, batchSize],
    );
    if (due[0]?.epoch !== options.epoch) return 'superseded';
    const held = new Map(options.slots);
    const tasks: Claim['tasks'][number][] = [];
    let skipped = false;
    for (const call of due) {
      if (call.run_id === null) continue;
      if (tasks.length >= options.room || call.slots.some((slot) => isFull(slot, held.get(slot) ?? 0))) {
        skipped = true;
        continue;
      }
      for (const slot of call.slots) held.set(slot, (held.get(slot) ?? 0) + 1);
      const fn = registry.get(call.function_id);
      const [row] = await tx.query<{ generation: number }>(
        `update executor.tasks set state = 'executing', generation = nextval('executor.generation')::integer
         where run_id = $1 and step_id = $2 returning generation`,
        [call.run_id, call.step_id],
      );
      if (call.fresh) {
        await tx.query(
          'update executor.runs set started_at = $2::timestamptz, deadline_at = $3::timestamptz where id = $1',
          [
            call.run_id,
            instant(options.now),
            fn?.finishTimeoutMs === undefined ? null : instant(options.now + fn.finishTimeoutMs),
          ],
        );
      }
      tasks.push({
        runId: call.run_id,
        stepId: call.step_id,
        functionId: call.function_id,
        attempt: call.attempt,
        generation: row?.generation ?? 0,
        maxAttempts: fn?.maxAttempts ?? 1,
        slots: call.slots,
      });
    }
    return {
      tasks,
      more: tasks.length > 0 && (skipped || due.length === batchSize) && tasks.length < options.room,
    };
  });
}

interface DueCall {
  run_id: string | null;
  step_id: string;
  attempt: number;
  slots: string[];
  function_id: string;
  fresh: boolean;
  epoch: number;
}

const batchSize = 64;
