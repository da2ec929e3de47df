import type { Json } from '../supabase/database.types.ts';
import { expectDone, unwrap } from '../supabase/unwrap.ts';
import { verifyPhaseKey } from './plan-phases.ts';
import type { Run } from './run.ts';
import type { VerifyOutput } from './run-verify-phase.ts';
import type { GenerationResult, GenerationStatus } from './schemas.ts';

/** Ends a run whose phases are all committed: `succeeded`, or `needs_attention` when a check failed or a file is missing (A7). */
export async function finishGeneration(run: Run): Promise<GenerationStatus> {
  const { output } = unwrap(
    await run.db
      .from('phases')
      .select('output')
      .eq('generation_id', run.generation_id)
      .eq('key', verifyPhaseKey)
      .single(),
  );
  const { quality, ...verified } = output as unknown as VerifyOutput;
  const result: GenerationResult = {
    ...verified,
    quality,
    web_url: null,
    tokens: { input: 0, output: 0 },
    cost_usd: 0,
  };
  const status = quality.counts.errors > 0 || quality.counts.shortfalls > 0 ? 'needs_attention' : 'succeeded';
  expectDone(
    await run.db.rpc('finish_generation', {
      p_generation: run.generation_id,
      p_admission: run.admission,
      p_status: status,
      p_failure: null as unknown as Json,
      p_result: result as unknown as Json,
    }),
  );
  return status;
}
