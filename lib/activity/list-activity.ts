import { requireRole } from '../projects/require-role.ts';
import type { Context } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { type Activity, type ListActivityInput, listActivityInput } from './schemas.ts';

/** The feed of a project for its members, newest first. `before` is the id to ask for the next page with, null at the end. */
export async function listActivity({
  ctx,
  input: { project_id, ...page },
}: {
  ctx: Context;
  input: { project_id: string } & ListActivityInput;
}): Promise<{ activity: Activity[]; before: number | null }> {
  await requireRole(ctx, project_id, 'viewer');
  const { before, limit } = listActivityInput.parse(page);
  let query = ctx.db
    .from('activity')
    .select('id, verb, subject, actor_id, actor_name, generation_id, created_at')
    .eq('project_id', project_id)
    .order('id', { ascending: false })
    .limit(limit + 1);
  if (before !== undefined) query = query.lt('id', before);
  const rows = unwrap(await query);
  const shown = rows.slice(0, limit);
  return {
    // Triggers alone write these rows, so a subject has the shape of its verb.
    activity: shown.map(
      ({ actor_id, actor_name, ...line }) =>
        ({ ...line, actor: actor_name === null ? null : { id: actor_id, name: actor_name } }) as Activity,
    ),
    before: rows.length > limit ? (shown[shown.length - 1]?.id ?? null) : null,
  };
}
