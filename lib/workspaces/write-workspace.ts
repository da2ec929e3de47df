import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LoadedFile } from '../generations/load-files.ts';

/**
 * Writes a tree as `OUTPUT_PATH/<project_id>/<generation_id>/` (E1). It is written beside its place and moved there whole,
 * so a reader never sees half of one and a crash leaves the old one. Returns the path relative to OUTPUT_PATH.
 */
export async function writeWorkspace(
  outputPath: string,
  ids: { projectId: string; generationId: string },
  files: AsyncIterable<Pick<LoadedFile, 'path' | 'content' | 'encoding'>>,
): Promise<string> {
  const relative = join(ids.projectId, ids.generationId);
  const final = join(outputPath, relative);
  const fresh = `${final}.${randomUUID().slice(0, 8)}.new`;
  const old = `${final}.${randomUUID().slice(0, 8)}.old`;
  try {
    await mkdir(fresh, { recursive: true, mode: 0o700 });
    for await (const { path, content, encoding } of files) {
      const target = join(fresh, ...path.split('/'));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content, { encoding, flag: 'wx' });
    }
    const had = await rename(final, old).then(
      () => true,
      () => false,
    );
    await rename(fresh, final);
    if (had) await rm(old, { recursive: true, force: true });
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
  return relative;
}
