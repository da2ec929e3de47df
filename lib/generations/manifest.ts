import type { Json } from '../supabase/database.types.ts';
import type { FileOrigin, TreeFile } from './schemas.ts';

export interface ManifestEntry {
  readonly sha256: string;
  readonly size: number;
  readonly phase: string;
  readonly origin: FileOrigin;
  /** The checkpoint of this generation that wrote it last. */
  readonly version: number;
}

/** `commit_checkpoint` writes manifests and nothing else does; this only says what it writes. */
export function entriesOf(manifest: Json): [path: string, entry: ManifestEntry][] {
  return Object.entries(manifest as unknown as Record<string, ManifestEntry>).sort(byPath);
}

/** The tree in the order in which paths compare as bytes. */
export function toTree(manifest: Json): TreeFile[] {
  return entriesOf(manifest).map(([path, { sha256, size, phase, origin }]) => ({
    path,
    sha256,
    size,
    phase,
    origin,
  }));
}

function byPath([a]: [string, ManifestEntry], [b]: [string, ManifestEntry]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
