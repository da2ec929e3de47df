import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The `x-inngest-signature` of a body: HMAC-SHA256 over its RFC 8785 form followed by the time in seconds. */
export function signBody(body: unknown, signingKey: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1_000).toString();
  const mac = createHmac('sha256', withoutPrefix(signingKey))
    .update(canonicalJson(body) + seconds)
    .digest('hex');
  return `t=${seconds}&s=${mac}`;
}

/** What the SDK presents as its bearer token: the prefix, then the SHA-256 of the key's bytes. */
export function hashSigningKey(signingKey: string): string {
  const prefix = signingKey.match(keyPrefix)?.[0] ?? '';
  return prefix + createHash('sha256').update(withoutPrefix(signingKey), 'hex').digest('hex');
}

/** Compares secrets without telling where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * RFC 8785 for a value that came out of JSON. Lone surrogates, which the RFC refuses, are written as the escapes that
 * `JSON.stringify` gives: the SDK's verifier does the same, and a model's output may hold one.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

const keyPrefix = /^signkey-\w+-/;

function withoutPrefix(signingKey: string): string {
  return signingKey.replace(keyPrefix, '');
}
