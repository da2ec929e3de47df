import { describe, expect, it } from 'vitest';
import { parseSpec } from '../specs/parse-spec.ts';
import { validateSpec } from '../specs/validate-spec.ts';
import { stacks } from '../stacks/registry.ts';
import { findGalleryApp, gallery } from './gallery.ts';

describe.each(gallery.map((app) => [app.id, app] as const))('the gallery’s %s', (_, { spec }) => {
  it('is sound, and models more than lists of names', () => {
    expect(parseSpec(spec)).toEqual(spec);
    expect(validateSpec(spec)).toEqual([]);
    const kinds = new Set(spec.entities.flatMap(({ fields }) => fields.map(({ type }) => type)));
    expect([...kinds]).toEqual(expect.arrayContaining(['reference', 'enum', 'text']));
    expect(spec.links.length).toBeGreaterThan(0);
    expect(spec.entities.length).toBeGreaterThanOrEqual(4);
  });

  it.each(stacks.map((stack) => [stack.id, stack] as const))(
    'generates for %s with nothing to find',
    async (id, stack) => {
      const own = { ...spec, stack: id };
      expect(stack.validate(own)).toEqual([]);
      const files = new Map<string, string>();
      for (const { path } of stack.plan(own).flatMap(({ targets }) => targets)) {
        files.set(path, await stack.render(own, path));
      }
      expect(await stack.check(files)).toEqual([]);
    },
  );
});

it('has ten apps, each under a name of its own', () => {
  expect(new Set(gallery.map(({ id }) => id)).size).toBe(10);
  expect(new Set(gallery.map(({ spec }) => spec.name)).size).toBe(10);
  expect(() => findGalleryApp('cobol')).toThrow('The gallery has no “cobol”.');
});
