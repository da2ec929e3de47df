import type { Queryable } from '../db/database.ts';
import { nextFire } from './cron.ts';
import { type RegisteredFunction, readFunctionConfig } from './function-config.ts';

/** The functions of the last sync, in memory; the rows behind them survive a restart. */
export interface Registry {
  get(functionId: string): RegisteredFunction | undefined;
  triggeredBy(
    eventName: string,
  ): readonly { readonly fn: RegisteredFunction; readonly expression?: string }[];
  cancelledBy(eventName: string): readonly RegisteredFunction[];
  limitOf(slotName: string): number;
}

/** Builds the lookups; `functions` are the active ones. */
export function createRegistry(functions: readonly RegisteredFunction[]): Registry {
  const byId = new Map(functions.map((fn) => [fn.id, fn]));
  const limits = new Map<string, number>();
  for (const { name, limit } of functions.flatMap((fn) => fn.concurrency)) {
    limits.set(name, Math.min(limit, limits.get(name) ?? Number.POSITIVE_INFINITY));
  }
  return {
    get: (functionId) => byId.get(functionId),
    triggeredBy: (eventName) =>
      functions.flatMap((fn) =>
        fn.triggers
          .filter((trigger) => covers(trigger.event, eventName))
          .map((trigger) => ({ fn, expression: trigger.expression })),
      ),
    cancelledBy: (eventName) =>
      functions.filter((fn) => fn.cancels.some((cancel) => covers(cancel.event, eventName))),
    limitOf: (slotName) => limits.get(slotName) ?? Number.POSITIVE_INFINITY,
  };
}

/** Reads what the last sync stored. A row that this version no longer accepts is left out: the next sync names it. */
export async function loadFunctions(db: Queryable): Promise<RegisteredFunction[]> {
  const rows = await db.query<{ config: string }>(
    'select config from executor.functions where active order by id',
  );
  return rows.flatMap(({ config }) => {
    try {
      return [readFunctionConfig(JSON.parse(config))];
    } catch {
      return [];
    }
  });
}

/** Makes `configs` the active functions and plans their crons; functions that are gone keep their runs but start no more. */
export async function storeFunctions(
  tx: Queryable,
  configs: readonly { readonly fn: RegisteredFunction; readonly raw: unknown }[],
  now: number,
): Promise<void> {
  const at = new Date(now).toISOString();
  await tx.query('update executor.functions set active = false where not (id = any($1::text[]))', [
    configs.map(({ fn }) => fn.id),
  ]);
  await tx.query(
    'delete from executor.schedules s using executor.functions f where f.id = s.function_id and not f.active',
  );
  for (const { fn, raw } of configs) {
    await tx.query(
      `insert into executor.functions (id, config, active, synced_at) values ($1, $2, true, $3::timestamptz)
       on conflict (id) do update set config = excluded.config, active = true, synced_at = excluded.synced_at`,
      [fn.id, JSON.stringify(raw), at],
    );
    await tx.query('delete from executor.schedules where function_id = $1 and not (cron = any($2::text[]))', [
      fn.id,
      fn.crons,
    ]);
    for (const cron of fn.crons) {
      const next = nextFire(cron, now);
      if (next === undefined) continue;
      await tx.query(
        `insert into executor.schedules (function_id, cron, next_at) values ($1, $2, $3::timestamptz)
         on conflict do nothing`,
        [fn.id, cron, new Date(next).toISOString()],
      );
    }
  }
}

/** `shop/*` covers `shop/order.paid`. A bare `*` leaves the engine's own events out: its function would start itself for ever. */
export function covers(pattern: string, eventName: string): boolean {
  if (!pattern.endsWith('*')) return pattern === eventName;
  const prefix = pattern.slice(0, -1);
  return eventName.startsWith(prefix) && (!eventName.startsWith('inngest/') || prefix.startsWith('inngest/'));
}
