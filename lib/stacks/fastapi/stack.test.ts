import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathProblem } from '../../generations/legal-path.ts';
import { validateSpec } from '../../specs/validate-spec.ts';
import { fastapi } from './stack.ts';
import { anyValidSpec } from './testdata/any-spec.ts';
import { renderTree } from './testdata/render-tree.ts';
import { blog, minimal, nasty } from './testdata/specs.ts';

const specs = { blog, minimal, nasty };

describe.each(Object.entries(specs))('the %s project', (_, spec) => {
  it('comes from a spec that nothing is wrong with', () => {
    expect(validateSpec(spec)).toEqual([]);
    expect(fastapi.validate(spec)).toEqual([]);
  });

  it('plans each file once, at a path that every system can hold and no template file has', async () => {
    const paths = fastapi.plan(spec).flatMap(({ targets }) => targets.map(({ path }) => path));
    const template = await readdir(join(import.meta.dirname, '../../../integration', fastapi.template));
    const folded = [...paths, ...template].map((path) => path.toLowerCase());
    expect(new Set(folded).size).toBe(folded.length);
    expect(paths.filter((path) => pathProblem(path) !== null)).toEqual([]);
  });

  it('is formatted already, and the checks find nothing', async () => {
    const files = await renderTree(spec);
    for (const [path, text] of files) expect(await fastapi.format(path, text), path).toBe(text);
    expect(await fastapi.check(files)).toEqual([]);
  });

  it('is the same bytes for an equal spec', async () => {
    expect(await renderTree(structuredClone(spec))).toEqual(await renderTree(spec));
  });
});

describe('the phases', () => {
  it('are core, one for each entity, support and main, and entities do not wait for one another', () => {
    const phases = fastapi.plan(blog).map(({ key, after }) => [key, after]);
    const entities = ['entity:User', 'entity:Post', 'entity:Comment', 'entity:Tag'];
    expect(phases).toEqual([
      ['core', []],
      ...entities.map((key) => [key, ['core']]),
      ['support', ['core', ...entities]],
      ['main', ['core', ...entities, 'support']],
    ]);
  });

  it('give a blog more than the 24 files that make a project', () => {
    const phases = new Map(fastapi.plan(blog).map(({ key, targets }) => [key, targets]));
    expect([...phases.values()].flat().length).toBeGreaterThan(24);
    expect(phases.get('core')?.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['app/core/config.py', 'app/core/database.py', 'app/core/security.py']),
    );
    expect(phases.get('entity:Post')?.map(({ path }) => path)).toEqual([
      'app/models/post.py',
      'app/schemas/post.py',
      'app/repositories/post.py',
      'app/api/routes/posts.py',
      'tests/api/test_posts.py',
    ]);
    expect(phases.get('main')?.map(({ path }) => path)).toContain('app/main.py');
  });
});

describe('names that Python or its packages need', () => {
  it('are renamed in code and kept in tables, columns and JSON', async () => {
    const model = await fastapi.render(nasty, 'app/models/class_record.py');
    expect(model).toContain('class Class(Base):');
    expect(model).toContain('__tablename__ = "classes"');
    expect(model).toContain('class_: Mapped[str] = mapped_column("class", String(255), unique=True)');
    expect(model).toContain('metadata_: Mapped[str] = mapped_column("metadata", String(255))');
    expect(model).toContain('lambda_id: Mapped[UUID | None]');
    const schema = await fastapi.render(nasty, 'app/schemas/class_record.py');
    expect(schema).toContain('class_: Annotated[ShortText, Field(alias="class")]');
    expect(schema).toContain('filter_limit: WholeNumber | None = None');
  });

  it('keep entities apart from the classes of the project', async () => {
    const models = await fastapi.render(nasty, 'app/models/__init__.py');
    for (const name of ['AnyRecord', 'BaseRecord', 'SessionRecord', 'List', 'Order', 'User', 'Grosse']) {
      expect(models).toContain(`"${name}"`);
    }
  });

  it('leave irregular plurals right', () => {
    const paths = fastapi.plan(nasty).flatMap(({ targets }) => targets.map(({ path }) => path));
    expect(paths).toEqual(
      expect.arrayContaining([
        'app/api/routes/people.py',
        'app/api/routes/categories.py',
        'app/models/con_record.py',
      ]),
    );
  });
});

describe('what is not there', () => {
  it('is refused by name', async () => {
    await expect(fastapi.render(blog, 'app/nothing.py')).rejects.toThrow('app/nothing.py');
  });

  it('is refused with its place when it does not parse', async () => {
    await expect(fastapi.format('app/a.py', 'x = 1\ndef f(:\n')).rejects.toThrow(SyntaxError);
    await expect(fastapi.format('app/a.py', 'x = 1\ndef f(:\n')).rejects.toThrow('app/a.py:2:');
  });

  it('is left alone when the stack has no formatter for it', async () => {
    expect(await fastapi.format('README.md', '*  a')).toBe('*  a');
  });
});

describe('any valid spec', () => {
  it('is accepted, and its project is formatted and checks clean', { timeout: 60_000 }, async () => {
    const promise = fc.asyncProperty(anyValidSpec(), async (spec) => {
      expect(fastapi.validate(spec)).toEqual([]);
      const files = await renderTree(spec);
      for (const [path, text] of files) expect(await fastapi.format(path, text), path).toBe(text);
      expect(await fastapi.check(files)).toEqual([]);
    });
    await fc.assert(promise, { numRuns: 12 });
  });
});
