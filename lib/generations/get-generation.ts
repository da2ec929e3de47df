import { requireRole } from '../projects/require-role.ts';
import type { Context } from '../supabase/context.ts';
import { notFound, unwrap } from '../supabase/unwrap.ts';
import { generationColumns, toGeneration } from './generation-row.ts';
import type { Generation } from './schemas.ts';

/** One statement, so `last_seq` and the phases are of the same moment. */
export async function getGeneration({
  ctx,
  input,
}: {
  ctx: Context;
  input: { generation_id: string };
}): Promise<Generation> {
  const rows = unwrap(
    await ctx.db.from('generations').select(generationColumns).eq('id', input.generation_id),
  );
  const row = rows[0];
  if (row === undefined) throw notFound();
  await requireRole(ctx, row.project_id, 'viewer');
  return toGeneration(row);
}
