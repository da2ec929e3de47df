import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The template's text files by relative POSIX path, sorted. Links are not followed and not taken. */
export async function readTemplate(
  integrationPath: string,
  template: string,
): Promise<{ path: string; content: string }[]> {
  const root = join(integrationPath, template);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((full) => ({ full, path: full.slice(root.length + 1).replaceAll('\\', '/') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return Promise.all(files.map(async ({ full, path }) => ({ path, content: await readFile(full, 'utf8') })));
}
