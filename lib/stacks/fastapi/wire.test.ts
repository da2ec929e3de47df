import { expect, it } from 'vitest';
import * as flutter from '../flutter/wire.ts';
import { resolveApp } from './resolve-app.ts';
import { blog, minimal, nasty } from './testdata/specs.ts';
import { wire } from './wire.ts';

it.each([blog, minimal, nasty])('speaks as the Flutter app does: $name', (spec) => {
  const app = resolveApp(spec);
  for (const source of spec.entities) {
    const entity = app.entity(source.name);
    expect(wire.prefix + entity.path).toBe(flutter.resourcePath(source.name));
    expect(entity.fields.map(({ json }) => json)).toEqual(source.fields.map(flutter.wireFieldName));
    const links = spec.links.filter(({ from }) => from === source.name);
    expect(entity.links.map(({ ids }) => ids)).toEqual(links.map((link) => flutter.linkWireName(spec, link)));
    source.fields.forEach((field, index) => {
      if (field.type !== 'enum') return;
      const values = entity.fields[index]?.enumeration?.values.map((value) => value.wire);
      expect(values).toEqual(field.values.map(flutter.wireEnumValue));
    });
  }
});

it('signs in and up where the Flutter app does', () => {
  expect([wire.prefix, wire.signIn, wire.signUp]).toEqual([
    flutter.wire.prefix,
    flutter.wire.signIn,
    flutter.wire.register,
  ]);
});
