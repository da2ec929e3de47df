import { describe, expect, it } from 'vitest';
import { backoffMs, retryAfterMs } from './backoff.ts';
import { nextFire } from './cron.ts';
import { parseDeadline, parseDuration } from './duration.ts';
import { eventIds } from './event-id.ts';
import { evaluate, matches } from './expression.ts';
import { covers } from './registry.ts';
import { canonicalJson, hashSigningKey, signBody } from './signature.ts';

describe('durations', () => {
  it.each([
    ['', 0],
    ['2s', 2_000],
    ['1h30m10s', 5_410_000],
    ['2w1d', 15 * 86_400_000],
    ['500ms', 500],
  ])('"%s" is %d ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it('may be a date instead, and anything else is refused', () => {
    expect(parseDeadline('2026-01-01T00:00:00.000Z', 0)).toBe(Date.UTC(2026, 0, 1));
    expect(parseDeadline('1m', 1_000)).toBe(61_000);
    expect(() => parseDeadline('soon', 0)).toThrow(RangeError);
    expect(() => parseDuration('2026-01-01')).toThrow(RangeError);
  });
});

describe('back-off', () => {
  it('follows the published table, with up to 30 s on top, and stays at its last entry', () => {
    const seconds = Array.from({ length: 11 }, (_, attempt) => backoffMs(attempt, 0) / 1_000);
    expect(seconds).toEqual([15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200, 7_200]);
    expect(backoffMs(0, 0.999)).toBeLessThan(45_000);
  });

  it('reads Retry-After as seconds or a date, within 1 s to 24 h', () => {
    expect(retryAfterMs('90', 0)).toBe(90_000);
    expect(retryAfterMs('1970-01-01T00:01:00Z', 0)).toBe(60_000);
    expect(retryAfterMs('0', 0)).toBe(1_000);
    expect(retryAfterMs('9999999', 0)).toBe(86_400_000);
    expect(retryAfterMs('soon', 0)).toBeUndefined();
    expect(retryAfterMs(null, 0)).toBeUndefined();
  });
});

describe('expressions', () => {
  const event = { name: 'a', data: { n: 5, tags: ['x'], on: true } };
  it.each([
    ['event.data.n == 5', true],
    ['event.data.n > 5', false],
    ['event.data.n in [4, 5] && event.data.on', true],
    ['"x" in event.data.tags', true],
    ['event.data.n == async.data.n', true],
    ['event.data.gone == async.data.gone', false],
    ['event.data.gone != "a"', false],
    ['event.data.n', false],
  ])('%s: %s', (text, expected) => expect(matches(text, { event, async: event })).toBe(expected));

  it('give numbers as JavaScript has them', () => {
    expect(evaluate('event.data.on ? 120 : 0', { event })).toBe(120);
    expect(evaluate('event.data.gone', { event })).toBeUndefined();
  });
});

describe('signing', () => {
  it('writes RFC 8785: keys by code unit, integer-like ones too, numbers as ECMAScript does', () => {
    const value = JSON.parse('{"b":[1e21,0.000001,"\\u20ac\\n"],"10":1,"9":2,"a":{"z":null,"A":true}}');
    expect(canonicalJson(value)).toBe('{"10":1,"9":2,"a":{"A":true,"z":null},"b":[1e+21,0.000001,"€\\n"]}');
  });

  it('is the same whatever the order of the keys', () => {
    const key = `signkey-test-${'00ff'.repeat(16)}`;
    expect(signBody({ a: 1, b: 2 }, key, 1_000)).toBe(signBody({ b: 2, a: 1 }, key, 1_999));
    expect(signBody({ a: 1 }, key, 1_000)).toMatch(/^t=1&s=[0-9a-f]{64}$/);
    expect(hashSigningKey(key)).toMatch(/^signkey-test-[0-9a-f]{64}$/);
  });
});

describe('event ids', () => {
  it('are the same for the same seed, differ within a batch, and carry the time of the seed', () => {
    const seed = `${Date.UTC(2026, 0, 1)},${Buffer.from('0123456789').toString('base64')}`;
    const ids = eventIds(3, seed, 0);
    expect(eventIds(3, seed, 999)).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
    expect(ids.every((id) => /^01KDV[0-9A-HJKMNP-TV-Z]{21}$/.test(id))).toBe(true);
  });

  it('do without a seed, or with one that makes no sense', () => {
    expect(new Set([...eventIds(2, null, 1), ...eventIds(2, 'nonsense', 1)]).size).toBe(4);
  });
});

describe('crons', () => {
  it('fire strictly after the given time, in UTC or in the zone named', () => {
    expect(nextFire('0 3 * * *', Date.UTC(2026, 0, 1, 3))).toBe(Date.UTC(2026, 0, 2, 3));
    expect(nextFire('TZ=Europe/Berlin 0 3 * * *', Date.UTC(2026, 0, 1))).toBe(Date.UTC(2026, 0, 1, 2));
    expect(() => nextFire('* * * * * *', 0)).toThrow();
  });
});

describe('wildcards', () => {
  it.each([
    ['shop/order', 'shop/order', true],
    ['shop/*', 'shop/order.paid', true],
    ['shop/order.*', 'shop/order', false],
    ['*', 'inngest/function.finished', false],
    ['inngest/*', 'inngest/function.finished', true],
  ])('%s covers %s: %s', (pattern, name, expected) => expect(covers(pattern, name)).toBe(expected));
});
