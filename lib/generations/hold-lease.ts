import { environment } from '../core/environment.ts';
import { AppError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { DatabaseClient } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import type { Handout, Run } from './run.ts';

/** How soon a running step notices that its generation was cancelled or handed on. */
const heartbeatMs = 1_500;

/** Runs `work` while renewing the lease; its signal aborts with `lease_lost` when the renewal is refused. */
export async function holdLease<Result>(
  handout: Handout,
  { db, log }: { db: DatabaseClient; log: Log },
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const beat = async () => {
    const held = unwrap(
      await db.rpc('renew_lease', {
        p_generation: handout.generation_id,
        p_admission: handout.admission,
        p_lease_seconds: environment().GENERATION_LEASE_SECONDS,
      }),
    );
    if (!held) controller.abort(new AppError('lease_lost', 'This run no longer holds the generation.'));
  };
  const timer = setInterval(() => {
    beat().catch((error) => log.warn({ err: error }, 'lease not renewed; trying again'));
  }, heartbeatMs);
  try {
    return await work({ ...handout, db, log, signal: controller.signal });
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearInterval(timer);
  }
}
