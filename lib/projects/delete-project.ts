import type { Context } from '../supabase/context.ts';
import { expectDone } from '../supabase/unwrap.ts';
import { requireRole } from './require-role.ts';

/** Owners delete a project with its generations, checkpoints and log. Runs under way notice that their rows are gone. */
export async function deleteProject({
  ctx,
  input,
}: {
  ctx: Context;
  input: { project_id: string };
}): Promise<void> {
  await requireRole(ctx, input.project_id, 'owner');
  expectDone(await ctx.db.from('projects').delete().eq('id', input.project_id));
}
