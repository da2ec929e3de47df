/**
 * Reads the SDK's time strings: `"1d2h30m10s"` (units w d h m s) or an ISO date. An empty string is "at once".
 * @param now milliseconds since the epoch that a duration counts from
 * @throws RangeError on anything else
 */
export function parseDeadline(value: string, now: number): number {
  const duration = readDuration(value);
  if (duration !== undefined) return now + duration;
  const at = Date.parse(value);
  if (Number.isNaN(at))
    throw new RangeError(`"${value}" is neither a duration such as "1h30m" nor an ISO date`);
  return at;
}

/** Milliseconds of a duration such as `"2s"`. @throws RangeError */
export function parseDuration(value: string): number {
  const duration = readDuration(value);
  if (duration === undefined) throw new RangeError(`"${value}" is not a duration such as "1h30m"`);
  return duration;
}

function readDuration(value: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|[wdhms]))*$/.test(value)) return undefined;
  let total = 0;
  for (const [, amount = '0', , unit = 's'] of value.matchAll(/(\d+(\.\d+)?)(ms|[wdhms])/g)) {
    total += Number(amount) * (unitMs[unit] ?? 0);
  }
  return Math.round(total);
}

const unitMs: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
