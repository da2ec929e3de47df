import { requireGenerationRole } from '../projects/require-role.ts';
import type { Context } from '../supabase/context.ts';
import { notFound, unwrap } from '../supabase/unwrap.ts';
import { toTree } from './manifest.ts';
import type { TreeFile } from './schemas.ts';

export interface Tree {
  /** Null before the first commit. */
  readonly checkpoint_id: string | null;
  readonly files: TreeFile[];
}

/** The newest committed tree, or the one of a given checkpoint of this generation. */
export async function listFiles({
  ctx,
  input,
}: {
  ctx: Context;
  input: { generation_id: string; checkpoint_id?: string };
}): Promise<Tree> {
  await requireGenerationRole(ctx, input.generation_id, 'viewer');
  const newest = ctx.db
    .from('checkpoints')
    .select('id, manifest')
    .eq('generation_id', input.generation_id)
    .order('version', { ascending: false })
    .limit(1);
  const rows = unwrap(
    await (input.checkpoint_id === undefined ? newest : newest.eq('id', input.checkpoint_id)),
  );
  const row = rows[0];
  if (row !== undefined) return { checkpoint_id: row.id, files: toTree(row.manifest) };
  if (input.checkpoint_id !== undefined) throw notFound();
  return { checkpoint_id: null, files: [] };
}
