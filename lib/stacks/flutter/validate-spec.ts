import { snakeCase } from '../../specs/naming.ts';
import type { AppSpec, SpecIssue } from '../../specs/schemas.ts';
import { linkWireName, wireFieldName } from '../wire.ts';

/**
 * What renaming cannot solve: names that are the same word for word once case and punctuation are gone, and names of
 * which no Latin letter is left. Clashes with Dart or Flutter are renamed and never reported.
 */
export function validateSpec(spec: AppSpec): SpecIssue[] {
  return [
    ...sameNames(
      spec.entities.map((entity) => entity.name),
      (index) => `entities.${index}.name`,
      'entity',
    ),
    ...spec.entities.flatMap((entity, entityIndex) => {
      const prefix = `entities.${entityIndex}.fields`;
      return [
        ...sameNames(
          entity.fields.map((field) => field.name),
          (index) => `${prefix}.${index}.name`,
          'field',
        ),
        ...sameWireNames(spec, entityIndex),
        ...entity.fields.flatMap((field, fieldIndex) =>
          field.type === 'enum'
            ? sameNames(field.values, (index) => `${prefix}.${fieldIndex}.values.${index}`, 'value')
            : [],
        ),
      ];
    }),
  ];
}

/** `author` as a reference and `author id` as a text would both travel as `author_id`. */
function sameWireNames(spec: AppSpec, entityIndex: number): SpecIssue[] {
  const entity = spec.entities[entityIndex];
  if (entity === undefined) return [];
  const seen = new Map<string, string>();
  const named = [
    ...entity.fields.map((field, index) => ({
      name: field.name,
      wire: wireFieldName(field),
      path: `entities.${entityIndex}.fields.${index}.name`,
    })),
    ...spec.links.flatMap((link, index) =>
      link.from === entity.name
        ? [{ name: link.name, wire: linkWireName(spec, link), path: `links.${index}.name` }]
        : [],
    ),
  ];
  return named.flatMap(({ name, wire, path }) => {
    const earlier = seen.get(wire);
    if (earlier === undefined) seen.set(wire, name);
    if (earlier === undefined || snakeCase(earlier) === snakeCase(name)) return [];
    return [
      issue(
        path,
        'same_wire_name',
        `"${name}" is called ${wire} in JSON, as "${earlier}" is. Rename one of them.`,
      ),
    ];
  });
}

function sameNames(names: readonly string[], path: (index: number) => string, kind: string): SpecIssue[] {
  const first = new Map<string, string>();
  return names.flatMap((name, index) => {
    const stem = snakeCase(name);
    if (stem === '' || /^\d/.test(stem)) {
      return [
        issue(
          path(index),
          'unusable_name',
          `No Dart identifier can be made of "${name}". Start it with a letter.`,
        ),
      ];
    }
    const earlier = first.get(stem);
    if (earlier === undefined) {
      first.set(stem, name);
      return [];
    }
    const message = `The ${kind} "${name}" gets the same name in Dart as "${earlier}". Rename one of them.`;
    return [issue(path(index), 'same_identifier', message)];
  });
}

function issue(path: string, code: string, message: string): SpecIssue {
  return { path, code, severity: 'error', message };
}
