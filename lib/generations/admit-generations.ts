import { environment } from '../core/environment.ts';
import type { DatabaseClient } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import type { Handout } from './run.ts';

/** Gives the free places to those who wait (C1, C2). `GENERATION_USE_QUEUE=false` lifts the limit. */
export async function admitGenerations(db: DatabaseClient): Promise<Handout[]> {
  const { GENERATION_USE_QUEUE, GENERATION_MAX_CONCURRENT, GENERATION_LEASE_SECONDS } = environment();
  return unwrap(
    await db.rpc('admit_generations', {
      p_max_running: (GENERATION_USE_QUEUE ? GENERATION_MAX_CONCURRENT : null) as number,
      p_lease_seconds: GENERATION_LEASE_SECONDS,
    }),
  );
}

/** Takes running generations from executors that stopped renewing their lease. */
export async function reclaimGenerations(db: DatabaseClient): Promise<Handout[]> {
  return unwrap(
    await db.rpc('reclaim_expired_generations', { p_lease_seconds: environment().GENERATION_LEASE_SECONDS }),
  );
}
