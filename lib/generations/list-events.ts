import { requireGenerationRole } from '../projects/require-role.ts';
import type { Context } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { type GenerationEvent, generationEvent } from './events.ts';

/** The log after `after`, oldest first, at most `limit` (500) at once: what a browser that was away asks for. */
export async function listEvents({
  ctx,
  input,
}: {
  ctx: Context;
  input: { generation_id: string; after?: number; limit?: number };
}): Promise<{ events: GenerationEvent[] }> {
  await requireGenerationRole(ctx, input.generation_id, 'viewer');
  const rows = unwrap(
    await ctx.db
      .from('generation_events')
      .select('generation_id, seq, type, payload, created_at')
      .eq('generation_id', input.generation_id)
      .gt('seq', input.after ?? 0)
      .order('seq')
      .limit(Math.min(input.limit ?? 500, 500)),
  );
  return { events: rows.map((row) => generationEvent.parse(row)) };
}
