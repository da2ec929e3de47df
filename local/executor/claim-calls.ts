import type { Queryable } from '../db/database.ts';
import type { ClaimedTask } from './apply-outcome.ts';
import type { Registry } from './registry.ts';
import { limitName } from './start-run.ts';
import { instant } from './unit.ts';

export interface ClaimOptions {
  readonly db: Queryable;
  readonly registry: Registry;
  readonly epoch: number;
  readonly now: number;
  readonly room: number;
  /** How many calls in flight hold each concurrency slot. */
  readonly slots: ReadonlyMap<string, number>;
}

export interface ClaimedCall extends ClaimedTask {
  readonly slots: readonly string[];
}

export interface Claim {
  readonly tasks: readonly ClaimedCall[];
  /** Due calls may be left that have room. */
  readonly more: boolean;
}

/**
 * Takes the calls that are due and have room, by rank (age and priority), and fences each with a new generation. Says `superseded` when
 * a later executor owns the database. One statement takes them, so no two executors get the same call.
 */
export async function claimCalls(options: ClaimOptions): Promise<Claim | 'superseded'> {
  const { db, registry } = options;
  const isFull = (slot: string, held: number) => held >= registry.limitOf(limitName(slot));
  const full = [...options.slots].filter(([slot, held]) => isFull(slot, held)).map(([slot]) => slot);
  const due = await db.query<DueCall>(
    `select t.run_id, t.step_id, t.attempt, t.slots, r.function_id, r.started_at is null as fresh, o.epoch
     from executor.owner o left join (executor.tasks t join executor.runs r on r.id = t.run_id)
       on t.kind = 'call' and t.state = 'queued' and t.due_at <= $1::timestamptz and not (t.slots && $2::text[])
     order by t.rank, t.run_id, t.step_id limit $3`,
    [instant(options.now), full, batchSize],
  );
  if (due[0]?.epoch !== options.epoch) return 'superseded';
  const held = new Map(options.slots);
  const chosen: DueCall[] = [];
  for (const call of due) {
    if (call.run_id === null || chosen.length >= options.room) break;
    if (call.slots.some((slot) => isFull(slot, held.get(slot) ?? 0))) continue;
    for (const slot of call.slots) held.set(slot, (held.get(slot) ?? 0) + 1);
    chosen.push(call);
  }
  if (chosen.length === 0) return { tasks: [], more: false };
  const tasks = await take(options, chosen);
  return { tasks, more: chosen.length >= options.room || due.length === batchSize };
}

async function take(
  { db, registry, epoch, now }: ClaimOptions,
  chosen: readonly DueCall[],
): Promise<Claim['tasks']> {
  const taken = await db.query<{ run_id: string; step_id: string; generation: number }>(
    `update executor.tasks t set state = 'executing', generation = nextval('executor.generation')::integer
     from unnest($1::text[], $2::text[]) chosen (run_id, step_id)
     where t.run_id = chosen.run_id and t.step_id = chosen.step_id and t.state = 'queued'
       and exists (select from executor.owner where epoch = $3)
     returning t.run_id, t.step_id, t.generation`,
    [chosen.map((call) => call.run_id), chosen.map((call) => call.step_id), epoch],
  );
  const generations = new Map(taken.map((row) => [`${row.run_id}/${row.step_id}`, row.generation]));
  const tasks: ClaimedCall[] = [];
  for (const call of chosen) {
    const generation = generations.get(`${call.run_id}/${call.step_id}`);
    if (call.run_id === null || generation === undefined) continue;
    const fn = registry.get(call.function_id);
    if (call.fresh) await markStarted(db, call.run_id, now, fn?.finishTimeoutMs);
    tasks.push({
      runId: call.run_id,
      stepId: call.step_id,
      functionId: call.function_id,
      attempt: call.attempt,
      generation,
      maxAttempts: fn?.maxAttempts ?? 1,
      slots: call.slots,
    });
  }
  return tasks;
}

/** `timeouts.finish` counts from here. */
async function markStarted(
  db: Queryable,
  runId: string,
  now: number,
  finishTimeoutMs: number | undefined,
): Promise<void> {
  await db.query(
    'update executor.runs set started_at = $2::timestamptz, deadline_at = $3::timestamptz where id = $1 and started_at is null',
    [runId, instant(now), finishTimeoutMs === undefined ? null : instant(now + finishTimeoutMs)],
  );
}

/**
 * Puts back what is marked as executing though this executor does not execute it: the answer to its claim was lost with the connection.
 * It was never sent, so it costs no attempt.
 */
export async function releaseOrphans(
  db: Queryable,
  epoch: number,
  inFlight: Iterable<ClaimedTask>,
): Promise<void> {
  const known = [...inFlight].map((task) => task.generation);
  await db.query(
    `update executor.tasks set state = 'queued' where state = 'executing' and not (generation = any($1::integer[]))
       and exists (select from executor.owner where epoch = $2)`,
    [known, epoch],
  );
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
