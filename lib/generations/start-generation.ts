import { findModel, models } from '../models/registry.ts';
import { requireRole } from '../projects/require-role.ts';
import type { Context } from '../supabase/context.ts';
import type { Json } from '../supabase/database.types.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { planPhases } from './plan-phases.ts';
import { resolveSpec } from './resolve-spec.ts';
import { type GenerationStatus, type StartGenerationInput, startGenerationInput } from './schemas.ts';

/**
 * Queues a generation with all its phases planned, and announces it. Editors only. Throws `invalid_spec`,
 * `invalid_input`, `unknown_stack`, `unknown_model`, `limit_reached` before anything is written.
 */
export async function startGeneration({
  ctx,
  input,
}: {
  ctx: Context;
  input: { project_id: string } & StartGenerationInput;
}): Promise<{ generation_id: string; status: GenerationStatus }> {
  await requireRole(ctx, input.project_id, 'editor');
  const { prompt, spec: given, stack: wanted, model: modelId, priority } = startGenerationInput.parse(input);
  const { stack, spec } = resolveSpec({ prompt, spec: given, stack: wanted });
  const model = findModel(modelId ?? models[0]?.id ?? '');
  const row = unwrap(
    await ctx.db.rpc('start_generation', {
      p_project: input.project_id,
      p_stack: stack.id,
      p_model: model.id,
      p_prompt: prompt.trim(),
      p_spec: spec as Json,
      p_priority: priority,
      p_phases: planPhases(stack, spec) as unknown as Json,
    }),
  );
  await ctx.announce({ name: 'generation/queued', data: { generation_id: row.id } });
  return { generation_id: row.id, status: row.status };
}
