import fc from 'fast-check';
import { onDeleteActions, scalarTypes } from '../../../specs/limits.ts';
import { type AppSpec, appSpec } from '../../../specs/schemas.ts';
import { validateSpec } from '../../../specs/validate-spec.ts';
import { pythonKeywords, reservedAttributes, reservedClasses, reservedModules } from '../reserved-names.ts';

const reserved = [...pythonKeywords, ...reservedAttributes, ...reservedClasses, ...reservedModules];

/** Specs that nothing is wrong with, often with names that something reserves, in several scripts. */
export function anyValidSpec(): fc.Arbitrary<AppSpec> {
  const name = fc.oneof(
    fc.stringMatching(/^[A-Za-zÄéñДあ中][A-Za-z0-9_ 中-]{0,14}$/).map((text) => text.trim()),
    fc.constantFrom(...reserved),
  );
  const extras = { name, required: fc.boolean(), unique: fc.boolean() };
  const anyField = fc.oneof(
    fc.record({ ...extras, type: fc.constantFrom(...scalarTypes) }),
    fc.record({ ...extras, type: fc.constant('enum'), values: fc.array(name, { minLength: 1, maxLength: 4 }) }),
    fc.record({
      ...extras,
      type: fc.constant('reference'),
      at: fc.nat(),
      onDelete: fc.constantFrom(...onDeleteActions),
    }),
  );
  const anyEntity = fc.record({ name, fields: fc.array(anyField, { minLength: 1, maxLength: 6 }) });
  return fc
    .record({
      entities: fc.array(anyEntity, { minLength: 1, maxLength: 5 }),
      links: fc.array(fc.record({ name, from: fc.nat(), to: fc.nat() }), { maxLength: 3 }),
    })
    .map(({ entities, links }) => {
      const target = (at: number) => entities[at % entities.length]?.name ?? '';
      return appSpec.safeParse({
        name: 'Any app',
        description: '',
        stack: 'fastapi',
        entities: entities.map((entity) => ({
          name: entity.name,
          description: '',
          fields: entity.fields.map((field) => {
            if (!('at' in field)) return field;
            const { at, ...rest } = field;
            return { ...rest, target: target(at) };
          }),
        })),
        links: links.map(({ name: own, from, to }) => ({ name: own, from: target(from), to: target(to) })),
      });
    })
    .filter((parsed) => parsed.success && validateSpec(parsed.data).length === 0)
    .map((parsed) => parsed.data as AppSpec);
}
