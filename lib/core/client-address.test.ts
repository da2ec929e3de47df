import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

test.each([
  ['with no proxy nobody is believed', '203.0.113.9', 0, null],
  ['the one proxy says who called it', '203.0.113.9', 1, '203.0.113.9'],
  ['what the caller wrote before it is not believed', '198.51.100.1, 203.0.113.9', 1, '203.0.113.9'],
  ['of two proxies the outer one knows', '198.51.100.1, 203.0.113.9, 10.0.0.2', 2, '203.0.113.9'],
  ['an IPv6 address is one', '2001:db8::7', 1, '2001:db8::7'],
  ['fewer entries than proxies tell nothing', '203.0.113.9', 2, null],
  ['what is no address tells nothing', 'unknown', 1, null],
  ['no header tells nothing', null, 1, null],
])('%s', (_, header, proxies, expected) => {
  expect(clientAddress(header, proxies)).toBe(expected);
});
