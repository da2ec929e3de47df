import { createHash } from 'node:crypto';
import { monotonicFactory } from 'ulid';

/**
 * Ids for a batch of events. The SDK repeats a failed send with the same `x-inngest-event-id-seed` (`<ms>,<base64>`), so ids come from
 * that seed where there is one, and a repeated batch gets the ids it had.
 */
export function eventIds(count: number, seed: string | null, now: number): string[] {
  const parsed = seed === null ? undefined : parseSeed(seed);
  return Array.from({ length: count }, (_, index) =>
    parsed === undefined ? newId(now) : seededId(parsed.ms, parsed.entropy, index),
  );
}

/** A ULID that sorts after every earlier one of this process. */
export const newId: (now: number) => string = monotonicFactory();

function parseSeed(seed: string): { ms: number; entropy: Buffer } | undefined {
  const comma = seed.indexOf(',');
  const ms = Number(seed.slice(0, comma));
  const entropy = Buffer.from(seed.slice(comma + 1), 'base64');
  if (comma < 1 || !Number.isSafeInteger(ms) || ms < 0 || ms >= 2 ** 48 || entropy.length < 10)
    return undefined;
  return { ms, entropy };
}

/** 48 bits of time, then 80 bits drawn from the seed and the event's place in the batch. */
function seededId(ms: number, entropy: Buffer, index: number): string {
  const random = createHash('sha256').update(entropy).update(`:${index}`).digest('hex').slice(0, 20);
  let bits = (BigInt(ms) << 80n) | BigInt(`0x${random}`);
  let id = '';
  for (let position = 0; position < 26; position++) {
    id = crockford[Number(bits & 31n)] + id;
    bits >>= 5n;
  }
  return id;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
