import { AppError } from '../core/errors.ts';
import type { DatabaseClient } from '../supabase/context.ts';
import type { Json } from '../supabase/database.types.ts';
import { expectDone } from '../supabase/unwrap.ts';
import type { Handout } from './run.ts';
import type { Failure } from './schemas.ts';

/**
 * Ends a run that the engine gave up on. What was committed stays, downloadable and resumable. A run that no longer holds
 * its generation says nothing: whoever holds it now will.
 */
export async function failGeneration(db: DatabaseClient, handout: Handout, failure: Failure): Promise<void> {
  try {
    expectDone(
      await db.rpc('finish_generation', {
        p_generation: handout.generation_id,
        p_admission: handout.admission,
        p_status: 'failed',
        p_failure: failure as unknown as Json,
        p_result: null as unknown as Json,
      }),
    );
  } catch (error) {
    if (error instanceof AppError && error.code === 'lease_lost') return;
    throw error;
  }
}
