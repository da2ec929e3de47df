import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../core/errors.ts';
import { printNotation } from './notation.ts';
import { parseSpec } from './parse-spec.ts';
import { readSpec } from './read-spec.ts';

const options = { stack: 'fastapi' };
/** Prompts with the app's name behind `---`, then what is read: one entity or link per line. */
const promptCases = readFileSync(new URL('./testdata/prompts.txt', import.meta.url), 'utf8')
  .split('\n===\n')
  .map(readCase);

describe('readSpec', () => {
  it.each(promptCases)('reads: $prompt', ({ prompt, name, reads }) => {
    const { spec } = readSpec(prompt, options);
    expect(printLines(prompt)).toEqual(reads);
    expect(spec.name).toBe(name);
    expect(parseSpec(spec)).toEqual(spec);
  });

  it('takes the name and the stack from the options, and the description from the words', () => {
    const { spec } = readSpec('A blog with posts', { stack: 'flutter', name: 'Acme' });
    expect(spec).toMatchObject({ name: 'Acme', stack: 'flutter', description: 'A blog with posts' });
  });

  it('says what it assumed', () => {
    expect(readSpec('A todo app', options).notes.join(' ')).toContain('You named no entities');
    expect(readSpec('An invoice has a customer and a total', options).notes.join(' ')).toContain(
      'customer became an entity',
    );
  });

  it.each([
    ['optional', 'Books have a title and an optional subtitle', 'subtitle: string?'],
    [
      'optional in a sentence of its own',
      'Books have a title and a subtitle. The subtitle is optional.',
      'subtitle: string?',
    ],
    ['unique', 'Each book has a title and a unique code', 'code: string unique'],
    [
      'unique in a sentence of its own',
      'Books have a title and a code. Codes must be unique.',
      'code: string unique',
    ],
    ['a type in parentheses', 'A book has a title and a weight (integer)', 'weight: integer'],
    [
      'values of a status',
      'A book has a title. The status of a book can be lent, reserved or available.',
      'status: enum(lent, reserved, available)',
    ],
    [
      'values of a possessive',
      'A book has a title. A book’s condition is one of good, worn or bad.',
      'condition: enum(good, worn, bad)',
    ],
    ['is_ as a yes or no', 'Books have a title and is_signed', 'is_signed: boolean'],
    ['an accent', 'A book has a title and a Größe', 'größe: string'],
    [
      'a self-reference as optional',
      'A category has a name and a parent category',
      'parent_category -> Category?',
    ],
  ])('understands %s', (_what, prompt, expected) => {
    expect(printLines(prompt)[0]).toContain(expected);
  });

  it('makes one link of a many-to-many that is told from both sides', () => {
    const { spec } = readSpec('A book has many authors. An author has a name and many books.', options);
    expect(spec.links).toEqual([{ name: 'BookAuthor', from: 'Book', to: 'Author' }]);
  });

  it('leaves no cycle of required references', () => {
    const { spec, notes } = readSpec(
      'A team has a name and a captain. A captain has a name and a team.',
      options,
    );
    const required = spec.entities.flatMap((entity) =>
      entity.fields.filter((field) => field.type === 'reference' && field.required),
    );
    expect(required).toHaveLength(1);
    expect(notes.join(' ')).toContain('is optional');
  });

  it.each(['', '   ', '🎉🚀🎈', '12345', 'a', '...'])('refuses %j and shows how to write', (prompt) => {
    expect(failure(prompt)).toMatchObject({
      code: 'invalid_input',
      hint: expect.stringContaining('A blog with users'),
    });
  });

  it.each([
    'asdf qwer zxcv',
    'Make me something nice that makes people happy',
    'An app with a nice design and dark mode',
    'The quick brown fox jumps over the lazy dog.',
    'What is the meaning of life?',
    'Create app',
    'I have a dog and two cats',
    'SELECT * FROM users; DROP TABLE posts;',
    '<script>alert(1)</script>',
  ])('invents nothing out of %j', (prompt) => {
    expect(failure(prompt)).toMatchObject({
      code: 'invalid_input',
      hint: expect.stringContaining('Post(title: string'),
    });
  });

  it('refuses what is too long before reading it, naming the limit', () => {
    expect(failure('a blog with posts '.repeat(6_000)).message).toContain('20,000');
  });

  it('refuses more entities than a spec may have', () => {
    const names = Array.from({ length: 60 }, (_, index) => `gizmo${letters(index)}s`).join(', ');
    expect(failure(`An app with users, ${names}`).message).toContain('at most 40');
  });

  it('points at the mistake in a prompt that is notation', () => {
    expect(failure('Post(title: strng)')).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('Line 1, column 13'),
    });
  });

  it('answers any words with a valid spec or an expected error, the same each time', () => {
    fc.assert(
      fc.property(fc.oneof(sentences(), fc.string({ unit: 'binary', maxLength: 300 })), (prompt) => {
        const first = attempt(prompt);
        expect(attempt(prompt)).toEqual(first);
        if (!(first instanceof AppError)) expect(parseSpec(first.spec)).toEqual(first.spec);
      }),
      { numRuns: 1_500 },
    );
  });

  it.each([
    'a ',
    'and ',
    'or ',
    ': ',
    '(',
    ')',
    'a: ',
    'a (b ',
    'has ',
    'posts have ',
    'with a title, ',
    '\n- ',
    '\n  - a:',
    '- ',
    'x_',
    "'s ",
    'users can write ',
    'many ',
    'of ',
    'tasks with ',
    'Aa',
    'is one of ',
    'a, b or c, ',
    '# ',
    'can be or ',
    '    ',
    'a of b or c ',
  ])('stays quick on 20 kB of %j', (unit) => {
    // A quadratic or backtracking reader would run into the test's timeout here.
    for (let round = 0; round < 5; round += 1)
      attempt(`A blog with posts ${unit.repeat(20_000 / unit.length)}`.slice(0, 20_000));
  });
});

function readCase(text: string) {
  const [prompt = '', result = ''] = text.trim().split('\n--- ');
  const [name, ...reads] = result.split('\n');
  return { prompt, name, reads };
}

function printLines(prompt: string): string[] {
  return printNotation(readSpec(prompt, options).spec, { header: false })
    .replaceAll(',\n)', ')')
    .replaceAll('(\n  ', '(')
    .replaceAll(',\n  ', ', ')
    .trim()
    .split(/\n+/);
}

function failure(prompt: string): AppError {
  const result = attempt(prompt);
  if (!(result instanceof AppError))
    throw new Error(`Read ${result.spec.entities.map((entity) => entity.name).join(', ')}`);
  return result;
}

function attempt(prompt: string) {
  try {
    return readSpec(prompt, options);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function letters(index: number): string {
  return String.fromCharCode(97 + (index % 26)) + String.fromCharCode(97 + Math.floor(index / 26));
}

function sentences(): fc.Arbitrary<string> {
  const pieces =
    `blog app with for a each many users posts post comments tags class order items category id created at has have
    belongs to can be is one of or and , , . : ; ( ) - status draft title price author optional unique required Größe café 日本 _ 's
    write like order book named where that written by assigned many-to-many name email date of birth __proto__ constructor`.split(
      /\s+/,
    );
  return fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom('\n', '\n- ', '\n## ')), { maxLength: 60 })
    .map((all) => all.join(' '));
}
