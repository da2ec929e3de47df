import type { Context } from '../supabase/context.ts';
import { notFound, unwrap } from '../supabase/unwrap.ts';
import { listFiles } from './list-files.ts';
import type { FileContent } from './schemas.ts';

/** One file of the newest tree, or of a given checkpoint. */
export async function readFile({
  ctx,
  input,
}: {
  ctx: Context;
  input: { generation_id: string; path: string; checkpoint_id?: string };
}): Promise<FileContent> {
  const { files } = await listFiles({ ctx, input });
  const file = files.find(({ path }) => path === input.path);
  if (file === undefined) throw notFound();
  const { project_id } = unwrap(
    await ctx.db.from('generations').select('project_id').eq('id', input.generation_id).single(),
  );
  const blob = unwrap(
    await ctx.db
      .from('blobs')
      .select('content, encoding')
      .eq('project_id', project_id)
      .eq('sha256', file.sha256)
      .single(),
  );
  return { ...file, ...blob };
}
