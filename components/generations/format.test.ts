import { describe, expect, it } from 'vitest';
import { formatDuration } from './elapsed';
import { formatSize } from './format-size';

describe('formatDuration', () => {
  it.each([
    [420, '0.4 s'],
    [12_300, '12 s'],
    [59_600, '1 min 0 s'],
    [151_000, '2 min 31 s'],
    [3_840_000, '1 h 4 min'],
    [20, '< 0.1 s'],
    [-5_000, '< 0.1 s'],
  ])('says %i ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds, true)).toBe(text);
  });

  it('counts whole seconds while it ticks', () => {
    expect(formatDuration(2_400, false)).toBe('2 s');
  });
});

describe('formatSize', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_240, '1.2 kB'],
    [2_500_000, '2.5 MB'],
  ])('says %i bytes as %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});
