import { newId } from './event-id.ts';
import { matches } from './expression.ts';
import { finishRun, resumeRun } from './finish-run.ts';
import type { InngestEvent } from './protocol.ts';
import { covers } from './registry.ts';
import { startRun } from './start-run.ts';
import { instant, type Unit } from './unit.ts';

export interface Arrival {
  readonly event: InngestEvent;
  /** The sender's own id for the event. */
  readonly externalId?: string;
  /** The id under which the event is stored; the event's own by default. */
  readonly storedId?: string;
}

/**
 * Stores an event and lets it act: first cancel, then wake what waits, then start functions, so an event that does all three leaves
 * one new run. An event that is already stored does nothing.
 */
export async function dispatchEvent(unit: Unit, arrival: Arrival): Promise<void> {
  if (await storeEvent(unit, arrival, true)) await actOnEvent(unit, arrival);
}

/** Keeps an event; returns false when its id is known. `dispatched: false` leaves it for `dispatchHeldEvents`. */
export async function storeEvent(unit: Unit, arrival: Arrival, dispatched: boolean): Promise<boolean> {
  const rows = await unit.tx.query(
    `insert into executor.events (id, name, external_id, body, dispatched, received_at)
     values ($1, $2, $3, $4, $5, $6::timestamptz) on conflict do nothing returning id`,
    [
      arrival.storedId ?? arrival.event.id,
      arrival.event.name,
      arrival.externalId === undefined ? null : JSON.stringify(arrival.externalId),
      JSON.stringify(arrival.event),
      dispatched,
      instant(unit.now),
    ],
  );
  return rows.length > 0;
}

/** Lets the events act that came in before any application was known. */
export async function dispatchHeldEvents(unit: Unit): Promise<void> {
  const held = await unit.tx.query<{ id: string; external_id: string | null; body: string }>(
    'update executor.events set dispatched = true where not dispatched returning id, external_id, body',
  );
  for (const row of held.sort((left, right) => (left.id < right.id ? -1 : 1))) {
    await actOnEvent(unit, {
      event: JSON.parse(row.body),
      storedId: row.id,
      externalId: row.external_id === null ? undefined : JSON.parse(row.external_id),
    });
  }
}

async function actOnEvent(unit: Unit, arrival: Arrival): Promise<void> {
  await cancelRuns(unit, arrival.event);
  await wakeWaits(unit, arrival.event);
  await startFunctions(unit, arrival);
}

async function cancelRuns(unit: Unit, event: InngestEvent): Promise<void> {
  for (const fn of unit.registry.cancelledBy(event.name)) {
    const runs = await unit.tx.query<{ id: string; event: string; created_ms: number }>(
      `select id, event, (extract(epoch from created_at) * 1000)::float8 as created_ms
       from executor.runs where function_id = $1 and status = 'running'`,
      [fn.id],
    );
    for (const run of runs) {
      const variables = { event: JSON.parse(run.event) as InngestEvent, async: event };
      const cancelled = fn.cancels.some(
        (cancel) =>
          covers(cancel.event, event.name) &&
          (cancel.windowMs === undefined || unit.now < run.created_ms + cancel.windowMs) &&
          matches(cancel.expression, variables),
      );
      if (cancelled) await finishRun(unit, run.id, { status: 'cancelled' });
    }
  }
}

async function wakeWaits(unit: Unit, event: InngestEvent): Promise<void> {
  const waits = await unit.tx.query<{
    run_id: string;
    step_id: string;
    expression: string | null;
    event: string;
  }>(
    `select t.run_id, t.step_id, t.expression, r.event from executor.tasks t join executor.runs r on r.id = t.run_id
     where t.kind = 'wait' and t.event_name = $1 and (t.due_at is null or t.due_at > $2::timestamptz)`,
    [event.name, instant(unit.now)],
  );
  for (const wait of waits) {
    const variables = { event: JSON.parse(wait.event) as InngestEvent, async: event };
    if (matches(wait.expression ?? undefined, variables))
      await resumeRun(unit, wait.run_id, wait.step_id, event);
  }
}

async function startFunctions(unit: Unit, arrival: Arrival): Promise<void> {
  const started = new Set<string>();
  for (const { fn, expression } of unit.registry.triggeredBy(arrival.event.name)) {
    if (started.has(fn.id) || !matches(expression, { event: arrival.event })) continue;
    started.add(fn.id);
    await startRun(unit, fn, {
      event: arrival.event,
      externalId: arrival.externalId,
      eventId: arrival.storedId ?? arrival.event.id,
    });
  }
}

/** Starts one function by an event of its own, as `step.invoke` and crons do. */
export async function startByOwnEvent(
  unit: Unit,
  functionId: string,
  event: { readonly name: string; readonly data: Record<string, unknown>; readonly [extra: string]: unknown },
  parent?: { readonly runId: string; readonly stepId: string },
): Promise<boolean> {
  const fn = unit.registry.get(functionId);
  if (fn === undefined) return false;
  const stored: InngestEvent = { ...event, id: newId(unit.now), ts: unit.now };
  await storeEvent(unit, { event: stored }, true);
  await startRun(unit, fn, { event: stored, eventId: stored.id, parent });
  return true;
}
