/**
 * Milliseconds to wait before attempt `attempt + 1`, where `attempt` (from 0) has just failed: Inngest's published table plus up to
 * 30 s of jitter.
 * @param random a number in [0, 1)
 */
export function backoffMs(attempt: number, random: number): number {
  const base = table[Math.min(attempt, table.length - 1)] ?? 0;
  return base + Math.floor(random * 30_000);
}

/** Milliseconds asked for by a `Retry-After` header (seconds or a date), held within 1 s … 24 h; undefined if unreadable. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1_000;
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(wait, 1_000), 24 * 3_600_000);
}

const minute = 60_000;
const table = [
  15_000,
  30_000,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  20 * minute,
  40 * minute,
  60 * minute,
  120 * minute,
];
