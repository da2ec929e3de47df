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
  try {
    await mkdir(fresh, { recursive: true, mode: 0o700 });
    for await (const { path, content, encoding } of files) {
      const target = join(fresh, ...path.split('/'));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content, { encoding, flag: 'wx' });
    }
    await replaceDirectory(final, fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return relative;
}

/** No system call swaps two directories: between the two renames there is none, and who wrote at the same moment may put theirs there. */
async function replaceDirectory(final: string, fresh: string): Promise<void> {
  const old = `${final}.${randomUUID().slice(0, 8)}.old`;
  for (let tries = 1; ; tries += 1) {
    const hadOne = await renameIfThere(final, old);
    try {
      await rename(fresh, final);
      return;
    } catch (error) {
      if (hadOne) await rename(old, final).catch(() => undefined);
      const taken = ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '');
      if (!taken || tries === 5) throw error;
    } finally {
      await rm(old, { recursive: true, force: true });
    }
  }
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
