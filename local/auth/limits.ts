import { AuthError } from './errors.ts';
import type { RateLimit } from './settings.ts';

export interface RateLimiter {
  /** Takes one call of `key` (an IP or e-mail address) out of the bucket `name`; 429 `over_request_rate_limit` when it is empty. */
  take(name: string, key: string, limit: RateLimit): void;
  /** Undoes one `take`. */
  giveBack(name: string, key: string, limit: RateLimit): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

const maxBuckets = 10_000;
const fiveMinutes = 300_000;

/** Token buckets in memory: they start full again with the process. */
export function createRateLimiter(now: () => number): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    take(name, whose, limit) {
      const key = `${name} ${whose}`;
      const at = now();
      const rate = limit.perFiveMinutes / fiveMinutes;
      const bucket = buckets.get(key) ?? { tokens: limit.burst, at };
      const tokens = Math.min(limit.burst, bucket.tokens + Math.max(0, at - bucket.at) * rate);
      // Deleting first moves the key to the end, so the oldest caller is the first in the map.
      buckets.delete(key);
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
      if (buckets.size > maxBuckets) forgetOldest(buckets);
      if (tokens < 1) {
        throw new AuthError(429, 'over_request_rate_limit', 'Request rate limit reached', {
          headers: { 'retry-after': String(Math.max(1, Math.ceil((1 - tokens) / rate / 1000))) },
        });
      }
    },
    giveBack(name, whose, limit) {
      const bucket = buckets.get(`${name} ${whose}`);
      if (bucket) bucket.tokens = Math.min(limit.burst, bucket.tokens + 1);
    },
  };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next().value;
  if (oldest !== undefined) buckets.delete(oldest);
}
