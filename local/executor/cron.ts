import { Cron } from 'croner';

/**
 * When a cron trigger fires next, strictly after `after`; undefined if never again. Five fields or a nickname such as `@daily`, in UTC
 * unless it begins with `TZ=Area/City`.
 * @throws Error when the pattern is not one
 */
export function nextFire(pattern: string, after: number): number | undefined {
  const [, timezone = 'UTC', fields = pattern] = pattern.match(/^(?:CRON_)?TZ=(\S+)\s+(.*)$/) ?? [];
  return new Cron(fields, { mode: '5-part', paused: true, timezone }).nextRun(new Date(after))?.getTime();
}
