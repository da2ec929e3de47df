import type { LocalConfig } from '../config.ts';

/**
 * Where to send the browser afterwards: `asked` if it is the site's origin or on the allow-list, else the site URL.
 * `*` in the list stands for anything but `.` and `/`, `**` for anything; ports are free on loopback only.
 */
export function resolveRedirect(asked: string | null, config: LocalConfig): string {
  if (!asked || !URL.canParse(asked)) return config.siteUrl;
  const target = new URL(asked);
  if (target.username !== '' || target.password !== '') return config.siteUrl;
  const allowed =
    sameSite(target, config.siteUrl) || config.redirectUrls.some((pattern) => matches(target, pattern));
  return allowed ? target.href : config.siteUrl;
}

/** `url` with parameters added to its query, to its fragment, or to both. */
export function withParameters(
  url: string,
  parameters: Record<string, string>,
  places: readonly ('query' | 'fragment')[],
): string {
  const target = new URL(url);
  if (places.includes('query')) {
    for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  }
  if (places.includes('fragment')) target.hash = new URLSearchParams(parameters).toString();
  return target.href;
}

function sameSite(target: URL, siteUrl: string): boolean {
  const site = new URL(siteUrl);
  if (target.protocol !== site.protocol) return false;
  if (target.hostname !== site.hostname) return false;
  return target.port === site.port || isLoopback(site.hostname);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function matches(target: URL, pattern: string): boolean {
  const bare = target.href.slice(0, target.href.length - target.hash.length);
  const expression = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^./]*' : escapeRegExp(part)))
    .join('');
  return new RegExp(`^${expression}/?$`, 's').test(bare);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
