import { canonicalJson, sha256 } from '../core/canonical-json.ts';
import { environment } from '../core/environment.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { commitCheckpoint, type PhaseOutcome } from './commit-checkpoint.ts';
import type { LoadedGeneration, Run } from './run.ts';

/**
 * The frame of every phase: begin, make, commit. A phase whose input is committed already is not made again. Returns the
 * checkpoint's id. What `make` throws leaves the phase as begun, for the engine to try again.
 */
export async function runPhase(
  run: Run,
  generation: LoadedGeneration,
  phase: { key: string; input: unknown },
  make: () => Promise<PhaseOutcome>,
): Promise<string> {
  const inputHash = phaseInputHash(generation, phase);
  const begun = unwrap(
    await run.db.rpc('begin_phase', {
      p_generation: run.generation_id,
      p_admission: run.admission,
      p_phase: phase.key,
      p_input_hash: inputHash,
      p_lease_seconds: environment().GENERATION_LEASE_SECONDS,
    }),
  );
  if (begun.status === 'committed' && begun.checkpoint_id !== null) return begun.checkpoint_id;
  const outcome = await make();
  run.signal.throwIfAborted();
  return commitCheckpoint(run, phase.key, inputHash, outcome);
}

/** All that a phase's result depends on: spec, stack with its version, model, prompt, and what the phase adds. */
function phaseInputHash(generation: LoadedGeneration, phase: { key: string; input: unknown }): string {
  const { stack, spec, modelId, prompt } = generation;
  return sha256(
    canonicalJson({
      phase: phase.key,
      input: phase.input,
      stack: `${stack.id}@${stack.version}`,
      spec,
      model: modelId,
      prompt,
    }),
  );
}
