import type { Queryable } from '../db/database.ts';
import { instant } from './unit.ts';

/** How long ended runs and events are kept, in milliseconds. */
export const retentionMs = 7 * 24 * 3_600_000;
/** How often that is looked after. */
export const retentionEveryMs = 3_600_000;

/** Forgets runs that ended, events that came, and idempotency keys that expired, more than the retention ago. */
export async function dropOld(db: Queryable, now: number): Promise<void> {
  const before = instant(now - retentionMs);
  await db.query("delete from executor.runs where status <> 'running' and ended_at < $1::timestamptz", [
    before,
  ]);
  await db.query('delete from executor.events where dispatched and received_at < $1::timestamptz', [before]);
  await db.query('delete from executor.idempotency_keys where expires_at < $1::timestamptz', [instant(now)]);
}
