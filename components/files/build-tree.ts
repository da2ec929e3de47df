export interface TreeNode {
  readonly id: string;
  readonly name: string;
  /** Null for a file. Folders come first, then by name. */
  readonly children: readonly string[] | null;
}

export const rootId = '/';

/** Folders out of paths. A folder's id ends in a slash, so that it never meets a file's. */
export function buildTree(paths: Iterable<string>): ReadonlyMap<string, TreeNode> {
  const children = new Map<string, Set<string>>([[rootId, new Set()]]);
  for (const path of paths) {
    let parent = rootId;
    const parts = path.split('/');
    for (let depth = 1; depth <= parts.length; depth++) {
      const isFile = depth === parts.length;
      const id = parts.slice(0, depth).join('/') + (isFile ? '' : '/');
      children.get(parent)?.add(id);
      if (!isFile && !children.has(id)) children.set(id, new Set());
      parent = id;
    }
  }
  const nodes = new Map<string, TreeNode>();
  for (const [id, ids] of children) {
    nodes.set(id, { id, name: nameOf(id), children: [...ids].sort(byKindAndName) });
    for (const child of ids) {
      if (!child.endsWith('/')) nodes.set(child, { id: child, name: nameOf(child), children: null });
    }
  }
  return nodes;
}

/** The folders above a file, outermost first. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(0, -1).map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
}

const names = new Intl.Collator('en', { numeric: true });

function byKindAndName(a: string, b: string): number {
  const kinds = Number(b.endsWith('/')) - Number(a.endsWith('/'));
  return kinds === 0 ? names.compare(nameOf(a), nameOf(b)) : kinds;
}

function nameOf(id: string): string {
  return id.replace(/\/$/, '').split('/').at(-1) ?? id;
}
