import type { Context } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { projectColumns, toProject } from './project-row.ts';
import { type ListProjectsInput, listProjectsInput, type Project } from './schemas.ts';

const orders = {
  updated: { column: 'updated_at', ascending: false },
  created: { column: 'created_at', ascending: false },
  name: { column: 'name', ascending: true },
} as const;

/** The caller's projects. `search` looks for its text in names and descriptions, letters of either case. */
export async function listProjects({
  ctx,
  input,
}: {
  ctx: Context;
  input: ListProjectsInput;
}): Promise<{ projects: Project[]; total: number }> {
  const { search, sort, archived, limit, offset } = listProjectsInput.parse(input);
  const order = orders[sort];
  let query = ctx.db
    .from('projects')
    .select(projectColumns, { count: 'exact' })
    .eq('project_members.user_id', ctx.actor.userId)
    .order(order.column, { ascending: order.ascending })
    .order('id')
    .order('created_at', { referencedTable: 'generations', ascending: false })
    .limit(1, { referencedTable: 'generations' })
    .range(offset, offset + limit - 1);
  query = archived ? query.not('archived_at', 'is', null) : query.is('archived_at', null);
  if (search !== '') {
    const pattern = quoteFilter(`%${escapeLike(search)}%`);
    query = query.or(`name.ilike.${pattern},description.ilike.${pattern}`);
  }
  const answer = await query;
  // Past the end PostgREST answers with an error, from which the client takes no count.
  if (answer.error?.code === 'PGRST103' && offset > 0) {
    const { total } = await listProjects({ ctx, input: { ...input, limit: 1, offset: 0 } });
    return { projects: [], total };
  }
  return { projects: unwrap(answer).map(toProject), total: answer.count ?? 0 };
}

/** `%`, `_` and `\` stand for themselves; PostgREST reads `*` as `%`, so it becomes the single-character wildcard. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&').replaceAll('*', '_');
}

/** PostgREST: values with reserved characters go in double quotes, with `"` and `\` escaped. */
function quoteFilter(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
