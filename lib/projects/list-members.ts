import type { Context } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { requireRole } from './require-role.ts';
import type { ProjectMember } from './schemas.ts';

/** Everyone on the project, in the order in which they joined. */
export async function listMembers({
  ctx,
  input,
}: {
  ctx: Context;
  input: { project_id: string };
}): Promise<{ members: ProjectMember[] }> {
  await requireRole(ctx, input.project_id, 'viewer');
  const rows = unwrap(
    await ctx.db
      .from('project_members')
      .select('user_id, role, joined_at, profiles(display_name)')
      .eq('project_id', input.project_id)
      .order('joined_at'),
  );
  return {
    members: rows.map(({ user_id, role, joined_at, profiles }) => ({
      user_id,
      role,
      joined_at,
      display_name: profiles.display_name,
    })),
  };
}
