import { expect, it } from 'vitest';
import { sayUntil } from './expected-start';

it.each([
  [-60_000, 'any moment'],
  [4_000, 'any moment'],
  [12_000, 'in about 15 s'],
  [58_000, 'in about 60 s'],
  [100_000, 'in about 2 min'],
  [3_600_000, 'in about 60 min'],
  [10_000_000, 'in about 3 h'],
])('says %i ms as “%s”', (milliseconds, words) => {
  expect(sayUntil(milliseconds)).toBe(words);
});
