export interface QueueOutlook {
  /** How many may run at once; null when the limit is lifted. */
  readonly limit: number | null;
  /** For how long each running generation has run, in seconds. */
  readonly running: readonly number[];
  /** How long runs take as a rule, in seconds; null before any has ended. */
  readonly typical: number | null;
  /** How many wait. */
  readonly depth: number;
}

/** Of a run that takes longer than usual, this share of the usual time is taken to be left. */
const overdueShare = 0.25;

/**
 * In how many seconds each of those that wait is expected to start, by position. Every run is taken to last the typical
 * time. Null where that is not known and a place must be freed first; a free place is taken at once.
 */
export function expectStarts({ limit, running, typical, depth }: QueueOutlook): (number | null)[] {
  const free = limit === null ? depth : Math.max(0, limit - running.length);
  const atOnce = Math.min(free, depth);
  const starts: (number | null)[] = Array.from({ length: atOnce }, () => 0);
  if (typical === null) return [...starts, ...Array.from({ length: depth - atOnce }, () => null)];

  // Sorted by when each place is freed; a run put at the end of it keeps that order, as all last equally long.
  const places = [
    ...running.map((elapsed) => Math.max(typical - elapsed, typical * overdueShare)),
    ...starts.map(() => typical),
  ].sort((a, b) => a - b);
  // A limit lowered under way: nobody starts until so many have ended that one place is free.
  const surplus = limit === null ? 0 : Math.max(0, running.length - limit);
  for (let next = surplus; starts.length < depth; next += 1) {
    const start = places[next] ?? 0;
    starts.push(start);
    places.push(start + typical);
  }
  return starts;
}
