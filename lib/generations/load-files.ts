import type { DatabaseClient } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import type { TreeFile } from './schemas.ts';

export interface LoadedFile extends TreeFile {
  readonly content: string;
  readonly encoding: 'utf8' | 'base64';
}

/** As many digests as fit into one request line with room to spare. */
const batch = 60;

/** Yields the files in the order given, a batch of contents at a time, so that a large tree never stands in memory whole. */
export async function* loadFiles(
  db: DatabaseClient,
  projectId: string,
  files: readonly TreeFile[],
): AsyncGenerator<LoadedFile> {
  for (let start = 0; start < files.length; start += batch) {
    const wanted = files.slice(start, start + batch);
    const digests = [...new Set(wanted.map(({ sha256 }) => sha256))];
    const rows = unwrap(
      await db
        .from('blobs')
        .select('sha256, content, encoding')
        .eq('project_id', projectId)
        .in('sha256', digests),
    );
    const bySha = new Map(rows.map((row) => [row.sha256, row]));
    for (const file of wanted) {
      const blob = bySha.get(file.sha256);
      if (blob === undefined) throw new Error(`Blob ${file.sha256} of ${file.path} is not in the database.`);
      yield { ...file, content: blob.content, encoding: blob.encoding };
    }
  }
}

/** The tree of a checkpoint as text by path. */
export async function loadTree(
  db: DatabaseClient,
  projectId: string,
  files: readonly TreeFile[],
): Promise<Map<string, string>> {
  const tree = new Map<string, string>();
  for await (const { path, content, encoding } of loadFiles(db, projectId, files)) {
    if (encoding === 'utf8') tree.set(path, content);
  }
  return tree;
}
