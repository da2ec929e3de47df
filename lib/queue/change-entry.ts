import type { z } from 'zod';
import { AppError } from '../core/errors.ts';
import { cancelGeneration } from '../generations/change-generation.ts';
import type { GenerationPriority, GenerationStatus } from '../generations/schemas.ts';
import type { Context } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { setPriorityInput } from './schemas.ts';

/**
 * Changes where a waiting generation stands. Editors of its project choose low or normal; high, which overtakes
 * everyone, is for administrators once it waits. `not_allowed_now` when it waits no more.
 */
export async function setPriority({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof setPriorityInput>;
}): Promise<{ generation_id: string; priority: GenerationPriority }> {
  const { generation_id, priority } = setPriorityInput.parse(input);
  const answer = await ctx.db.rpc('set_priority', { p_generation: generation_id, p_priority: priority });
  return { generation_id, priority: unwrap(answer) };
}

/** Cancels an entry of the queue: editors those of their projects, administrators any. */
export async function cancelEntry({
  ctx,
  input,
}: {
  ctx: Context;
  input: { generation_id: string };
}): Promise<{ generation_id: string; status: GenerationStatus }> {
  try {
    return await cancelGeneration({ ctx, input });
  } catch (error) {
    const isForeign = error instanceof AppError && ['not_found', 'forbidden'].includes(error.code);
    if (!isForeign || !unwrap(await ctx.db.rpc('is_administrator'))) throw error;
  }
  const status = unwrap(await ctx.db.rpc('cancel_as_administrator', { p_generation: input.generation_id }));
  await ctx.announce({ name: 'generation/cancelled', data: { generation_id: input.generation_id } });
  return { generation_id: input.generation_id, status };
}
