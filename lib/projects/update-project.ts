import type { Context } from '../supabase/context.ts';
import { expectDone } from '../supabase/unwrap.ts';
import { getProject } from './get-project.ts';
import { requireRole } from './require-role.ts';
import { type Project, type UpdateProjectInput, updateProjectInput } from './schemas.ts';

/** Editors rename, describe, archive and restore. Archived projects keep everything and start no generation. */
export async function updateProject({
  ctx,
  input,
}: {
  ctx: Context;
  input: { project_id: string; change: UpdateProjectInput };
}): Promise<Project> {
  const { archived, ...texts } = updateProjectInput.parse(input.change);
  await requireRole(ctx, input.project_id, 'editor');
  const archived_at = archived === undefined ? undefined : archived ? new Date().toISOString() : null;
  expectDone(
    await ctx.db
      .from('projects')
      .update({ ...texts, ...(archived_at === undefined ? {} : { archived_at }) })
      .eq('id', input.project_id),
  );
  return getProject({ ctx, input });
}
