import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onDeleteActions, scalarTypes } from './limits.ts';
import { parseNotation, printNotation } from './notation.ts';
import type { AppSpec } from './schemas.ts';

const header = { name: 'App', description: '', stack: 'fastapi' };

describe('parseNotation', () => {
  it('reads types, references, links, enums, flags and comments', () => {
    const result = parseNotation(
      `# A blog
Post(title: string, body: text, author -> User, tags: many Tag, # the links
  status: enum(draft, in progress), price: decimal?, sku: string unique, editor -> User? on delete set_null)
User "Who writes"(email: email unique "For signing in")
Tag(name: string)
link FeaturedTag: Post <-> Tag`,
      header,
    );
    const plain = { required: true, unique: false, description: '' };
    expect(result).toEqual({
      ok: true,
      spec: {
        ...header,
        entities: [
          {
            name: 'Post',
            description: '',
            fields: [
              { ...plain, name: 'title', type: 'string' },
              { ...plain, name: 'body', type: 'text' },
              { ...plain, name: 'author', type: 'reference', target: 'User', onDelete: 'restrict' },
              { ...plain, name: 'status', type: 'enum', values: ['draft', 'in progress'] },
              { ...plain, name: 'price', type: 'decimal', required: false },
              { ...plain, name: 'sku', type: 'string', unique: true },
              {
                ...plain,
                name: 'editor',
                type: 'reference',
                target: 'User',
                required: false,
                onDelete: 'set_null',
              },
            ],
          },
          {
            name: 'User',
            description: 'Who writes',
            fields: [{ ...plain, name: 'email', type: 'email', unique: true, description: 'For signing in' }],
          },
          { name: 'Tag', description: '', fields: [{ ...plain, name: 'name', type: 'string' }] },
        ],
        links: [
          { name: 'PostTag', from: 'Post', to: 'Tag' },
          { name: 'FeaturedTag', from: 'Post', to: 'Tag' },
        ],
      },
    });
  });

  it('lets the text name the app and its stack', () => {
    const result = parseNotation(
      'app "Käseladen"\nstack flutter\ndescription Sells cheese\nCheese(name: string)',
      header,
    );
    expect(result).toMatchObject({
      ok: true,
      spec: { name: 'Käseladen', stack: 'flutter', description: 'Sells cheese' },
    });
  });

  it('takes names of several words, and words of the notation in quotes', () => {
    const result = parseNotation(
      'Order item(unit price: decimal, "on": boolean, sales order -> Sales order unique)',
      header,
    );
    expect(result.ok && result.spec.entities[0]?.fields.map((field) => field.name)).toEqual([
      'unit price',
      'on',
      'sales order',
    ]);
  });

  it.each([
    ['Post(title: strng)', 1, 13, 'Unknown type “strng”'],
    ['Post(title: int)', 1, 13, 'Did you mean “integer”?'],
    ['Post(title string)', 1, 18, 'Expected “:”'],
    ['Post(\n  title: string\n  body: text\n)', 3, 3, 'Expected “,” between fields'],
    ['Post(title: string', 1, 19, 'found the end of the text'],
    ['Post', 1, 5, 'Expected “(” after “Post”'],
    ['Post(a: string "x)', 1, 16, 'no closing quotation mark'],
    ['Post(a -> )', 1, 11, 'Expected the entity that it refers to, found “)”.'],
    ['Post(a -> User on delete explode)', 1, 26, 'Expected restrict, cascade or set_null'],
    ['link A: B - C', 1, 11, 'Expected “<->”'],
    ['!', 1, 1, 'Expected the name of an entity, found “!”.'],
  ])('points into %j', (text, line, column, message) => {
    expect(parseNotation(text, header)).toEqual({
      ok: false,
      problems: [{ line, column, message: expect.stringContaining(message) }],
    });
  });

  it('reports a problem for each entity that has one', () => {
    const result = parseNotation('A(x: foo)\nB(y: string)\nC(\n  z: bar,\n)\n', header);
    expect(!result.ok && result.problems.map((problem) => problem.line)).toEqual([1, 4]);
  });

  it('answers any text at all with a spec or with problems inside it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), shards()), (text) => {
        const result = parseNotation(text, header);
        if (result.ok) return;
        const lines = text.split('\n');
        expect(result.problems.length).toBeGreaterThan(0);
        for (const problem of result.problems) {
          expect(problem.column).toBeLessThanOrEqual((lines[problem.line - 1] ?? '').length + 1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(['(', 'A(', 'a ', '"', '#', 'a-', 'A(b: enum(', '\n(', '\\"'])(
    'stays linear on 100 kB of %j',
    (unit) => {
      // A quadratic reader would run into the test's timeout here.
      for (let round = 0; round < 20; round += 1) parseNotation(unit.repeat(100_000 / unit.length), header);
    },
  );
});

describe('printNotation', () => {
  it('is read back as an equal spec, whatever its names and descriptions', () => {
    fc.assert(
      fc.property(specs(), (spec) => {
        expect(parseNotation(printNotation(spec), header)).toEqual({ ok: true, spec });
      }),
      { numRuns: 300 },
    );
  });

  it('can leave the header to what is already known', () => {
    fc.assert(
      fc.property(specs(), (spec) => {
        const { name, description, stack } = spec;
        const text = printNotation(spec, { header: false });
        expect(parseNotation(text, { name, description, stack })).toEqual({ ok: true, spec });
      }),
      { numRuns: 50 },
    );
  });

  it('reads as people would write it', () => {
    const result = parseNotation('Post(title: string, author->User ?, tags: many Tag)', header);
    expect(result.ok && printNotation(result.spec, { header: false })).toBe(
      'Post(\n  title: string,\n  author -> User?,\n)\n\nlink PostTag: Post <-> Tag\n',
    );
  });
});

function shards(): fc.Arbitrary<string> {
  const parts = [
    'A',
    'many',
    ' ',
    '(',
    ')',
    ':',
    '->',
    '<->',
    'enum',
    ',',
    '"',
    '\\',
    '\n',
    '#',
    '?',
    'unique',
    'on',
    'link',
  ];
  return fc.array(fc.constantFrom(...parts), { maxLength: 40 }).map((all) => all.join(''));
}

function specs(): fc.Arbitrary<AppSpec> {
  const name = fc.oneof(
    fc.constantFrom(
      'app',
      'link',
      'many',
      'enum',
      'unique',
      'on',
      'Order item',
      'a--',
      'x  y',
      'Größe',
      '名前',
      'as',
    ),
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9_ -]{0,12}$/).map((text) => text.trim()),
  );
  const description = fc.oneof(
    fc.constant(''),
    fc.string({ unit: 'binary' }).map((text) => text.trim()),
  );
  const base = { name, required: fc.boolean(), unique: fc.boolean(), description };
  const field = fc.oneof(
    fc.record({ ...base, type: fc.constantFrom(...scalarTypes) }),
    fc.record({
      ...base,
      type: fc.constant('enum' as const),
      values: fc.array(name, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      ...base,
      type: fc.constant('reference' as const),
      target: name,
      onDelete: fc.constantFrom(...onDeleteActions),
    }),
  );
  return fc.record({
    name,
    description,
    stack: fc.constantFrom('fastapi', 'flutter'),
    entities: fc.array(fc.record({ name, description, fields: fc.array(field, { maxLength: 5 }) }), {
      maxLength: 4,
    }),
    links: fc.array(fc.record({ name, from: name, to: name }), { maxLength: 3 }),
  });
}
