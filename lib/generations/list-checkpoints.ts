import { requireGenerationRole } from '../projects/require-role.ts';
import type { Context } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import type { Checkpoint } from './schemas.ts';

/** Newest first, without their manifests. */
export async function listCheckpoints({
  ctx,
  input,
}: {
  ctx: Context;
  input: { generation_id: string };
}): Promise<{ checkpoints: Checkpoint[] }> {
  await requireGenerationRole(ctx, input.generation_id, 'viewer');
  const rows = unwrap(
    await ctx.db
      .from('checkpoints')
      .select(
        `id, generation_id, version, parent_id, cause, author_id, message, files_total, bytes_total, added, changed, removed, created_at,
        phase:phases!checkpoints_phase_id_fkey(key)`,
      )
      .eq('generation_id', input.generation_id)
      .order('version', { ascending: false }),
  );
  return { checkpoints: rows.map(({ phase, ...row }) => ({ ...row, phase: phase?.key ?? null })) };
}
