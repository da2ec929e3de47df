import { requireRole } from '../projects/require-role.ts';
import type { Context } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { summaryColumns, toSummary } from './generation-row.ts';
import type { GenerationSummary } from './schemas.ts';

/** Newest first. */
export async function listGenerations({
  ctx,
  input,
}: {
  ctx: Context;
  input: { project_id: string; limit?: number; offset?: number };
}): Promise<{ generations: GenerationSummary[]; total: number }> {
  await requireRole(ctx, input.project_id, 'viewer');
  const { limit = 50, offset = 0 } = input;
  const answer = await ctx.db
    .from('generations')
    .select(summaryColumns, { count: 'exact' })
    .eq('project_id', input.project_id)
    .order('number', { ascending: false })
    .range(offset, offset + limit - 1);
  // Past the end PostgREST answers with an error, from which the client takes no count.
  if (answer.error?.code === 'PGRST103' && offset > 0) {
    const { total } = await listGenerations({ ctx, input: { ...input, limit: 1, offset: 0 } });
    return { generations: [], total };
  }
  return { generations: unwrap(answer).map(toSummary), total: answer.count ?? 0 };
}
