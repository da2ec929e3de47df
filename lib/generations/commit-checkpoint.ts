import type { Json } from '../supabase/database.types.ts';
import { unwrap } from '../supabase/unwrap.ts';
import type { Run } from './run.ts';
import type { FileOrigin, Shortfall } from './schemas.ts';

export interface FileToCommit {
  readonly path: string;
  readonly content: string;
  readonly origin: FileOrigin;
}

export interface PhaseOutcome {
  readonly files: readonly FileToCommit[];
  readonly shortfalls?: readonly Shortfall[];
  readonly warnings?: readonly string[];
  readonly message: string;
  /** What later phases need besides files. */
  readonly output?: unknown;
}

/**
 * Files, status, version and events of a phase, in one transaction keyed by (phase, input): called twice it leaves what
 * one call leaves. Returns the checkpoint's id. Throws `lease_lost` when the run was cancelled or handed on.
 */
export async function commitCheckpoint(
  run: Run,
  phase: string,
  inputHash: string,
  outcome: PhaseOutcome,
): Promise<string> {
  return unwrap(
    await run.db.rpc('commit_checkpoint', {
      p_generation: run.generation_id,
      p_admission: run.admission,
      p_phase: phase,
      p_input_hash: inputHash,
      p_files: outcome.files as unknown as Json,
      p_shortfalls: (outcome.shortfalls ?? []) as unknown as Json,
      p_warnings: [...(outcome.warnings ?? [])],
      p_message: outcome.message,
      p_output: (outcome.output ?? null) as Json,
    }),
  );
}
