import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../stacks/stack.ts';
import { measureQuality } from './quality.ts';
import { quality } from './schemas.ts';

const severity = fc.constantFrom('error', 'warning', 'info');
const anyFinding = severity.map((given): Finding => finding(given));
const anyShortfall = fc.record({ path: fc.string(), reason: fc.string(), fallback: fc.boolean() });

test('a tree that nothing is wrong with has 100', () => {
  expect(measureQuality([], [], 24)).toEqual({
    score: 100,
    counts: { errors: 0, warnings: 0, infos: 0, shortfalls: 0, files: 24 },
  });
});

test('each kind of finding costs what is documented, and is counted', () => {
  const missing = { path: 'a.py', reason: 'left out', fallback: false };
  const { score, counts } = measureQuality(
    [finding('error'), finding('warning'), finding('warning'), finding('info')],
    [missing, { ...missing, fallback: true }],
    3,
  );
  expect(score).toBe(100 - 15 - 2 * 4 - 1 - 15 - 5);
  expect(counts).toEqual({ errors: 1, warnings: 2, infos: 1, shortfalls: 2, files: 3 });
});

test('what is worse never scores better, and the score is always one that the interface allows', () => {
  fc.assert(
    fc.property(fc.array(anyFinding), fc.array(anyShortfall), anyFinding, (findings, shortfalls, more) => {
      const given = measureQuality(findings, shortfalls, 1);
      const worse = measureQuality([...findings, more], shortfalls, 1);
      expect(worse.score).toBeLessThanOrEqual(given.score);
      expect(quality.parse({ ...given, checks: [] })).toMatchObject(given);
      expect(given.score === 100).toBe(findings.length + shortfalls.length === 0);
    }),
  );
});

function finding(given: Finding['severity']): Finding {
  return { file: 'a.py', line: 1, column: 1, severity: given, code: 'x', message: 'x', tool: 'x' };
}
