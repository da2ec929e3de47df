import type { Context } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { getProject } from './get-project.ts';
import { type CreateProjectInput, createProjectInput, type Project } from './schemas.ts';

/** The caller becomes the owner. */
export async function createProject({
  ctx,
  input,
}: {
  ctx: Context;
  input: CreateProjectInput;
}): Promise<Project> {
  const { name, description } = createProjectInput.parse(input);
  const made = unwrap(await ctx.db.rpc('create_project', { name, description }));
  return getProject({ ctx, input: { project_id: made.id } });
}
