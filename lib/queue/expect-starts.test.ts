import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectStarts } from './expect-starts.ts';

describe('the expected start', () => {
  it.each([
    ['is now where a place is free', { limit: 4, running: [10], typical: 60, depth: 2 }, [0, 0]],
    ['is when the oldest run should end', { limit: 2, running: [10, 40], typical: 60, depth: 1 }, [20]],
    ['counts those before it', { limit: 1, running: [20], typical: 60, depth: 3 }, [40, 100, 160]],
    ['uses every place', { limit: 2, running: [0, 30], typical: 60, depth: 4 }, [30, 60, 90, 120]],
    ['gives a run that takes long some more time', { limit: 1, running: [500], typical: 60, depth: 1 }, [15]],
    [
      'is not known before any run has ended',
      { limit: 1, running: [5], typical: null, depth: 2 },
      [null, null],
    ],
    ['is now in a free place, known or not', { limit: 2, running: [5], typical: null, depth: 2 }, [0, null]],
    [
      'is now for all when the limit is lifted',
      { limit: null, running: [5], typical: null, depth: 2 },
      [0, 0],
    ],
    [
      'waits for as many as run above a limit that was lowered',
      { limit: 1, running: [0, 30], typical: 60, depth: 1 },
      [60],
    ],
    ['is of nobody when nobody waits', { limit: 1, running: [5], typical: 60, depth: 0 }, []],
  ])('%s', (_, outlook, starts) => {
    expect(expectStarts(outlook)).toEqual(starts);
  });

  it('is there for each, never before now, and never earlier than of those before', () => {
    const outlook = fc.record({
      limit: fc.option(fc.integer({ min: 1, max: 20 })),
      running: fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { maxLength: 30 }),
      typical: fc.double({ min: 0, max: 1e4, noNaN: true }),
      depth: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(outlook, (given) => {
        const starts = expectStarts(given).map(Number);
        expect(starts).toHaveLength(given.depth);
        expect(starts.every((start) => start >= 0)).toBe(true);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
    );
  });
});
