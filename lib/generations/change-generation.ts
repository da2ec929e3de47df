import { requireGenerationRole } from '../projects/require-role.ts';
import type { Context } from '../supabase/context.ts';
import { expectDone, unwrap } from '../supabase/unwrap.ts';
import type { GenerationStatus } from './schemas.ts';

interface Call {
  ctx: Context;
  input: { generation_id: string };
}
interface Answer {
  generation_id: string;
  status: GenerationStatus;
}

/** Stops what runs; what was committed stays. Cancelling twice is once; `not_allowed_now` when it has ended otherwise. */
export async function cancelGeneration({ ctx, input }: Call): Promise<Answer> {
  await requireGenerationRole(ctx, input.generation_id, 'editor');
  const row = unwrap(await ctx.db.rpc('cancel_generation', { p_generation: input.generation_id }));
  await ctx.announce({ name: 'generation/cancelled', data: { generation_id: row.id } });
  return { generation_id: row.id, status: row.status };
}

/** Queues a failed or cancelled generation again; committed phases are kept and not made again (B2). */
export async function resumeGeneration({ ctx, input }: Call): Promise<Answer> {
  await requireGenerationRole(ctx, input.generation_id, 'editor');
  const row = unwrap(await ctx.db.rpc('resume_generation', { p_generation: input.generation_id }));
  await ctx.announce({ name: 'generation/queued', data: { generation_id: row.id } });
  return { generation_id: row.id, status: row.status };
}

/** Deletes one that has ended, with its checkpoints and log. */
export async function deleteGeneration({ ctx, input }: Call): Promise<void> {
  await requireGenerationRole(ctx, input.generation_id, 'editor');
  expectDone(await ctx.db.rpc('delete_generation', { p_generation: input.generation_id }));
}
