import { createClient } from '@supabase/supabase-js';
import type { ProjectRole } from '../../lib/projects/schemas.ts';
import type { Database } from '../../lib/supabase/database.types.ts';
import type { Person } from './person.ts';

/** Makes somebody a member past row-level security, with the world's secret key. */
export async function joinProject(person: Person, projectId: string, role: ProjectRole): Promise<void> {
  const { NEXT_PUBLIC_SUPABASE_URL: url = '', SUPABASE_SECRET_KEY: key = '' } = process.env;
  const admin = createClient<Database>(url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { error } = await admin
    .from('project_members')
    .insert({ project_id: projectId, user_id: person.ctx.actor.userId, role });
  if (error !== null) throw error;
}
