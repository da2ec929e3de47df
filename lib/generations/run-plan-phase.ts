import { environment } from '../core/environment.ts';
import type { Json } from '../supabase/database.types.ts';
import { expectDone } from '../supabase/unwrap.ts';
import { readTemplate } from '../workspaces/read-template.ts';
import type { FileToCommit } from './commit-checkpoint.ts';
import { planPhaseKey, planPhases, planWaves, specFile } from './plan-phases.ts';
import { loadGeneration, type Run } from './run.ts';
import { runPhase } from './run-phase.ts';

/** Makes the phases' rows what the plan says, commits the template and the spec, and returns which phases run side by side. */
export async function runPlanPhase(run: Run): Promise<{ waves: string[][] }> {
  const generation = await loadGeneration(run);
  const { stack, spec } = generation;
  expectDone(
    await run.db.rpc('plan_generation', {
      p_generation: run.generation_id,
      p_admission: run.admission,
      p_phases: planPhases(stack, spec) as unknown as Json,
    }),
  );
  const template = await readTemplate(environment().INTEGRATION_PATH, stack.template);
  await runPhase(run, generation, { key: planPhaseKey, input: { template } }, async () => ({
    files: [
      ...template.map((file): FileToCommit => ({ ...file, origin: 'template' })),
      { path: specFile, content: `${JSON.stringify(spec, null, 2)}\n`, origin: 'blueprint' },
    ],
    message: 'The spec and the project template',
  }));
  return { waves: planWaves(stack, spec) };
}
