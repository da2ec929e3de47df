import { AppError } from '../core/errors.ts';
import type { Context } from '../supabase/context.ts';
import { notFound, unwrap } from '../supabase/unwrap.ts';
import type { ProjectRole } from './schemas.ts';

const rank: Record<ProjectRole, number> = { viewer: 0, editor: 1, owner: 2 };

/** The caller's role, at least `wanted`: outsiders get what a wrong id gets, members without the right a 403 (H3). */
export async function requireRole(
  ctx: Context,
  projectId: string,
  wanted: ProjectRole,
): Promise<ProjectRole> {
  const rows = unwrap(
    await ctx.db
      .from('project_members')
      .select('role')
      .eq('project_id', projectId)
      .eq('user_id', ctx.actor.userId),
  );
  const role = rows[0]?.role;
  if (role === undefined) throw notFound();
  if (rank[role] < rank[wanted]) throw forbidden(wanted);
  return role;
}

/** The same for a generation, by its project. */
export async function requireGenerationRole(
  ctx: Context,
  generationId: string,
  wanted: ProjectRole,
): Promise<{ projectId: string; role: ProjectRole }> {
  const rows = unwrap(await ctx.db.from('generations').select('project_id').eq('id', generationId));
  const projectId = rows[0]?.project_id;
  if (projectId === undefined) throw notFound();
  return { projectId, role: await requireRole(ctx, projectId, wanted) };
}

function forbidden(wanted: ProjectRole): AppError {
  const article = wanted === 'viewer' ? 'a' : 'an';
  return new AppError('forbidden', 'You can look at this project but not do that.', {
    hint: `Ask an owner to make you ${article} ${wanted}.`,
  });
}
