/** Device names that Windows reserves whatever the extension ("Naming Files, Paths, and Namespaces"). */
const reserved = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?$/i;

/** Why a path may not be part of a project on every platform, or null when it may. Relative, POSIX, NFC. */
export function pathProblem(path: string): string | null {
  if (path === '' || Buffer.byteLength(path) > 1_024) return 'The path is empty or longer than 1,024 bytes.';
  if (!path.isWellFormed()) return 'The path is not well-formed Unicode.';
  if (path !== path.normalize('NFC')) return 'The path is not in Unicode normal form C.';
  if (/[\p{Cc}\\:*?"<>|]/u.test(path)) return 'The path has a character that some systems do not allow.';
  if (path.startsWith('/')) return 'The path is absolute.';
  for (const segment of path.split('/')) {
    if (segment === '') return 'The path has an empty segment.';
    if (segment === '.' || segment === '..') return 'The path leaves the project.';
    if (isGit(segment)) return 'The path is inside .git.';
    if (Buffer.byteLength(segment) > 255) return 'A segment of the path is longer than 255 bytes.';
    if (/[. ]$/.test(segment) || reserved.test(segment)) return 'A name in the path is reserved on Windows.';
  }
  return null;
}

/** Also as file systems read it that leave out invisible characters (HFS+) or keep short names (`git~1`, NTFS). */
function isGit(segment: string): boolean {
  return /^(\.git|git~\d+)$/i.test(segment.replace(/\p{Default_Ignorable_Code_Point}/gu, ''));
}
