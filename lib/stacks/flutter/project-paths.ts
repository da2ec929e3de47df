/** Folder of a POSIX path; '' for a file at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** A path as seen from a folder: `lib/ui` and `lib/app.dart` give `../app.dart`. */
export function relativePath(folder: string, path: string): string {
  const from = segments(folder);
  const to = segments(path);
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** Where a relative path leads to from a folder. One that climbs out of the project keeps its `..`. */
export function joinPath(folder: string, path: string): string {
  const result: string[] = [];
  for (const segment of [...segments(folder), ...segments(path)]) {
    const isUp = segment === '..' && result.length > 0 && result.at(-1) !== '..';
    if (isUp) result.pop();
    else if (segment !== '.') result.push(segment);
  }
  return result.join('/');
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
