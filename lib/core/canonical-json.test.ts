import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, sha256 } from './canonical-json.ts';

test('equal values give equal text, whatever the order of their keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
    }),
  );
});

test('the text says all of the value, so different values differ', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('keys are ordered by UTF-16 code units and nothing stands between, as RFC 8785 has it', () => {
  const given = { '\u20ac': 1, '\r': [1e21, 0.1], '\ud83d\ude00': { b: true, a: null }, 1: 'ö"' };
  expect(canonicalJson(given)).toBe('{"\\r":[1e+21,0.1],"1":"ö\\"","€":1,"😀":{"a":null,"b":true}}');
});

test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, () => 1])('%s has no JSON form', (value) => {
  expect(() => canonicalJson(value)).toThrow();
});

test('the digest is of the UTF-8 bytes', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('ü')).toBe('607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f');
});
