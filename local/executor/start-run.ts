import { createHash } from 'node:crypto';
import { newId } from './event-id.ts';
import { evaluate } from './expression.ts';
import type { RegisteredFunction } from './function-config.ts';
import { discoveryStepId, type InngestEvent } from './protocol.ts';
import { instant, type Unit } from './unit.ts';

export interface Trigger {
  readonly event: InngestEvent;
  /** The id that the sender gave, if any: within 24 h it starts a function once. */
  readonly externalId?: string;
  /** The stored event's id. */
  readonly eventId: string;
  readonly parent?: { readonly runId: string; readonly stepId: string };
}

/** Creates a run and its first call. Returns its id, or undefined when an idempotency key has already been used. */
export async function startRun(
  unit: Unit,
  fn: RegisteredFunction,
  trigger: Trigger,
): Promise<string | undefined> {
  if (!(await claimKeys(unit, fn, trigger))) return undefined;
  const id = newId(unit.now);
  const rank = unit.now - priorityMs(fn, trigger.event);
  const slots = fn.concurrency.map(({ name, key }) => slotName(name, key, trigger.event));
  await unit.tx.query(
    `insert into executor.runs (id, function_id, event_id, event, rank, slots, parent_run_id, parent_step_id, created_at)
     values ($1, $2, $3, $4, $5, $6::text[], $7, $8, $9::timestamptz)`,
    [
      id,
      fn.id,
      trigger.eventId,
      JSON.stringify(trigger.event),
      rank,
      slots,
      trigger.parent?.runId ?? null,
      trigger.parent?.stepId ?? null,
      instant(unit.now),
    ],
  );
  await unit.tx.query(
    `insert into executor.tasks (run_id, step_id, kind, due_at, rank, slots)
     values ($1, $2, 'call', $3::timestamptz, $4, $5::text[])`,
    [id, discoveryStepId, instant(unit.now), rank, slots],
  );
  return id;
}

/** The limit that a slot counts against; a slot is `<limit name>#<hash of the key's value>`. */
export function limitName(slot: string): string {
  return slot.slice(0, slot.lastIndexOf('#'));
}

async function claimKeys(unit: Unit, fn: RegisteredFunction, trigger: Trigger): Promise<boolean> {
  const keys: string[] = [];
  if (trigger.externalId !== undefined) keys.push(`event:${fn.id}:${digest(trigger.externalId)}`);
  if (fn.idempotency !== undefined) {
    const value = evaluate(fn.idempotency, { event: trigger.event });
    if (value !== undefined) keys.push(`key:${fn.id}:${digest(value)}`);
  }
  for (const key of keys) {
    const claimed = await unit.tx.query(
      `insert into executor.idempotency_keys as held (key, expires_at) values ($1, $2::timestamptz)
       on conflict (key) do update set expires_at = excluded.expires_at where held.expires_at <= $3::timestamptz
       returning key`,
      [key, instant(unit.now + idempotencyMs), instant(unit.now)],
    );
    if (claimed.length === 0) return false;
  }
  return true;
}

/** `priority.run` gives seconds in [-600, 600] by which a run counts as older than it is. */
function priorityMs(fn: RegisteredFunction, event: InngestEvent): number {
  const value = fn.priority === undefined ? 0 : evaluate(fn.priority, { event });
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.max(-600, Math.min(600, value)) * 1_000
    : 0;
}

function slotName(name: string, key: string | undefined, event: InngestEvent): string {
  return `${name}#${key === undefined ? '' : digest(evaluate(key, { event }) ?? null)}`;
}

/** Values come from events, so they are hashed: any length, any character. */
function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}

const idempotencyMs = 24 * 3_600_000;
