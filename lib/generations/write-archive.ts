import { downloadZip } from 'client-zip';
import { getProject } from '../projects/get-project.ts';
import { kebabCase } from '../specs/naming.ts';
import type { Context } from '../supabase/context.ts';
import { getGeneration } from './get-generation.ts';
import { listFiles } from './list-files.ts';
import { loadFiles } from './load-files.ts';

/** The newest tree as a zip, streamed: whatever is committed at this moment, whole or not. One folder, named after the project. */
export async function writeArchive({
  ctx,
  input,
}: {
  ctx: Context;
  input: { generation_id: string; checkpoint_id?: string };
}): Promise<{ name: string; stream: ReadableStream<Uint8Array> }> {
  const generation = await getGeneration({ ctx, input });
  const project = await getProject({ ctx, input: { project_id: generation.project_id } });
  const { files } = await listFiles({ ctx, input });
  const folder = kebabCase(project.name).slice(0, 60) || 'project';
  const lastModified = new Date(generation.created_at);
  async function* entries() {
    for await (const { path, content, encoding } of loadFiles(ctx.db, generation.project_id, files)) {
      yield { name: `${folder}/${path}`, lastModified, input: Buffer.from(content, encoding) };
    }
  }
  const { body } = downloadZip(entries());
  if (body === null) throw new Error('The archive has no body.');
  return { name: `${folder}-${generation.number}.zip`, stream: body };
}
