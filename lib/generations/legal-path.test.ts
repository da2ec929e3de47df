import { posix, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathProblem } from './legal-path.ts';

test.each([
  'main.py',
  'app/core/config.py',
  '.gitignore',
  '.github/workflows/test.yml',
  'lib/ünïcode.dart',
  'a..b/c...d',
  'console.log',
  'comment.py',
  'lpt10',
  `${'a'.repeat(255)}/b`,
])('%s is legal', (path) => {
  expect(pathProblem(path)).toBeNull();
});

test.each([
  ['', 'empty'],
  ['/etc/passwd', 'absolute'],
  ['../up', 'leaves'],
  ['a/../../b', 'leaves'],
  ['./a', 'leaves'],
  ['a//b', 'empty segment'],
  ['a/', 'empty segment'],
  ['C:/windows', 'character'],
  ['a\\b', 'character'],
  ['a\0b', 'character'],
  ['a\nb', 'character'],
  ['what?', 'character'],
  ['.git/hooks/pre-commit', '.git'],
  ['a/.GIT/config', '.git'],
  ['.g\u200cit/config', '.git'],
  ['GIT~1/config', '.git'],
  ['nul', 'Windows'],
  ['a/CON.txt', 'Windows'],
  ['com¹.log', 'Windows'],
  ['a./b', 'Windows'],
  ['a /b', 'Windows'],
  ['e\u0301.txt', 'normal form'],
  ['a\ud800', 'well-formed'],
  ['a'.repeat(256), '255'],
  [`${'a/'.repeat(600)}b`, '1,024'],
  [`${'ü'.repeat(130)}`, '255'],
])('%j is not, and it is said why', (path, reason) => {
  expect(pathProblem(path)).toContain(reason);
});

test('no legal path leads out of the project, and each is the one spelling of its place', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '',
    'a',
    'b.py',
    '.git',
    'é',
    'e\u0301',
    '\\',
    '/',
    '%2e',
    '~',
    ' ',
    'CON',
  );
  const path = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('/')),
  );
  const root = resolve('/project');
  fc.assert(
    fc.property(path, (given) => {
      if (pathProblem(given) !== null) return;
      expect(resolve(root, ...given.split('/')).startsWith(root + sep)).toBe(true);
      expect(posix.normalize(given)).toBe(given);
      expect(Buffer.from(given).toString()).toBe(given);
    }),
    { numRuns: 2_000 },
  );
});
