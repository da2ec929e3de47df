import type { Log } from '../core/log.ts';
import type { AppSpec } from '../specs/schemas.ts';
import { findStack } from '../stacks/registry.ts';
import type { Stack } from '../stacks/stack.ts';
import type { DatabaseClient } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';

/** What an executor was handed: the generation, and the admission number that fences its writes. */
export interface Handout {
  readonly generation_id: string;
  readonly admission: number;
}

/** A durable step at work. `db` passes row-level security; `signal` aborts when the lease is lost or the run cancelled. */
export interface Run extends Handout {
  readonly db: DatabaseClient;
  readonly signal: AbortSignal;
  readonly log: Log;
}

export interface LoadedGeneration {
  readonly id: string;
  readonly projectId: string;
  readonly stack: Stack;
  readonly modelId: string;
  readonly prompt: string;
  readonly spec: AppSpec;
  readonly headCheckpointId: string | null;
}

/** Rows are checked when a generation starts, so the spec is taken as it stands. */
export async function loadGeneration(run: Run): Promise<LoadedGeneration> {
  const row = unwrap(
    await run.db
      .from('generations')
      .select('id, project_id, stack, model, prompt, spec, head_checkpoint_id')
      .eq('id', run.generation_id)
      .single(),
  );
  return {
    id: row.id,
    projectId: row.project_id,
    stack: findStack(row.stack),
    modelId: row.model,
    prompt: row.prompt,
    spec: row.spec as unknown as AppSpec,
    headCheckpointId: row.head_checkpoint_id,
  };
}
