import type { Context } from '../supabase/context.ts';
import { notFound, unwrap } from '../supabase/unwrap.ts';
import { projectColumns, toProject } from './project-row.ts';
import type { Project } from './schemas.ts';

/** Throws `not_found` for outsiders as for ids that do not exist. */
export async function getProject({
  ctx,
  input,
}: {
  ctx: Context;
  input: { project_id: string };
}): Promise<Project> {
  const rows = unwrap(
    await ctx.db
      .from('projects')
      .select(projectColumns)
      .eq('id', input.project_id)
      .eq('project_members.user_id', ctx.actor.userId)
      .order('created_at', { referencedTable: 'generations', ascending: false })
      .limit(1, { referencedTable: 'generations' }),
  );
  const row = rows[0];
  if (row === undefined) throw notFound();
  return toProject(row);
}
