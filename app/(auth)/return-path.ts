/** Where to go after signing in: a path of this site, never another one (open redirects). */
export function returnPath(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || /\p{Cc}/u.test(next)) return '/projects';
  const url = new URL(next, 'http://site.invalid');
  if (url.origin !== 'http://site.invalid') return '/projects';
  return url.pathname + url.search + url.hash;
}
