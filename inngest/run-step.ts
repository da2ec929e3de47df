import { NonRetriableError } from 'inngest';
import { AppError } from '../lib/core/errors.ts';
import { log } from '../lib/core/log.ts';
import { holdLease } from '../lib/generations/hold-lease.ts';
import type { Handout, Run } from '../lib/generations/run.ts';
import { secretClient } from '../lib/supabase/secret-client.ts';

/** The door of every durable step of a generation: database, lease, log context, and which errors the engine may retry. */
export async function runStep<Result>(
  handout: Handout,
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  const bound = log.child({ generation_id: handout.generation_id, admission: handout.admission });
  try {
    return await holdLease(handout, { db: secretClient(), log: bound }, work);
  } catch (error) {
    bound.warn({ err: error }, 'step failed');
    if (error instanceof AppError && !error.retry)
      throw new NonRetriableError(error.message, { cause: error });
    throw error;
  }
}
