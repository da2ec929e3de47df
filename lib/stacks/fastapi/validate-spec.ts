import { snakeCase } from '../../specs/naming.ts';
import { findRequiredCycles } from '../../specs/reference-issues.ts';
import type { AppSpec, SpecIssue } from '../../specs/schemas.ts';
import { collectionPath, linkWireName, wireEnumValue, wireFieldName } from '../wire.ts';

interface Named {
  readonly name: string;
  readonly identifier: string;
  readonly path: string;
}

/**
 * What renaming cannot solve: names that are one and the same in JSON or in a URL, names of which no Latin letter is
 * left, and references that no first row could satisfy. Clashes with Python and its packages are renamed instead.
 */
export function validateSpec(spec: AppSpec): SpecIssue[] {
  const entities = spec.entities.map(({ name }, index) => ({
    name,
    identifier: collectionPath(name),
    path: `entities.${index}.name`,
  }));
  return [
    ...unusable(entities),
    ...clashes(entities, (first, second) => `The entities “${first}” and “${second}” get the same URL`),
    ...spec.entities.flatMap((_, index) => checkFields(spec, index)),
    ...checkReferences(spec),
  ];
}

function checkFields(spec: AppSpec, index: number): SpecIssue[] {
  const entity = spec.entities[index];
  if (entity === undefined) return [];
  const prefix = `entities.${index}.fields`;
  const fields = entity.fields.map((field, at) => ({
    name: field.name,
    identifier: wireFieldName(field),
    path: `${prefix}.${at}.name`,
  }));
  const links = spec.links.flatMap((link, at) =>
    link.from === entity.name
      ? [{ name: link.name, identifier: linkWireName(spec, link), path: `links.${at}.name` }]
      : [],
  );
  const values = entity.fields.flatMap((field, at) => {
    if (field.type !== 'enum') return [];
    const named = field.values.map((value, position) => ({
      name: value,
      identifier: wireEnumValue(value),
      path: `${prefix}.${at}.values.${position}`,
    }));
    return clashes(named, (first, second) => `The values “${first}” and “${second}” are the same in JSON`);
  });
  return [
    ...unusable(fields),
    ...clashes([...fields, ...links], (first, second) => `“${first}” and “${second}” are the same in JSON`),
    ...values,
  ];
}

function checkReferences(spec: AppSpec): SpecIssue[] {
  const known = new Set(spec.entities.map(({ name }) => name));
  const ofFields = spec.entities.flatMap((entity, index) =>
    entity.fields.flatMap((field, at): SpecIssue[] => {
      if (field.type !== 'reference') return [];
      const path = `entities.${index}.fields.${at}`;
      if (!known.has(field.target))
        return [issue(`${path}.target`, 'unknown_entity', `There is no entity “${field.target}”.`)];
      if (!field.required || field.target !== entity.name) return [];
      const message = `A first ${entity.name} could never be inserted: make “${field.name}” optional.`;
      return [issue(`${path}.required`, 'required_self_reference', message)];
    }),
  );
  const ofLinks = spec.links.flatMap((link, index) =>
    (['from', 'to'] as const).flatMap((side) =>
      known.has(link[side])
        ? []
        : [issue(`links.${index}.${side}`, 'unknown_entity', `There is no entity “${link[side]}”.`)],
    ),
  );
  const cycles = findRequiredCycles(spec).flatMap((cycle): SpecIssue[] => {
    const [first] = cycle;
    if (first === undefined) return [];
    const route = [...cycle.map(({ entity }) => entity), first.entity].join(' → ');
    const message = `${route} require one another, so none can be inserted first: make one of the references optional.`;
    return [issue(`${first.path}.required`, 'required_cycle', message)];
  });
  return [...ofFields, ...ofLinks, ...cycles];
}

function unusable(named: readonly Named[]): SpecIssue[] {
  return named.flatMap(({ name, path }) =>
    /^[a-z]/.test(snakeCase(name))
      ? []
      : [
          issue(
            path,
            'unusable_name',
            `No Python identifier can be made of “${name}”. Start it with a letter.`,
          ),
        ],
  );
}

function clashes(named: readonly Named[], sentence: (first: string, second: string) => string): SpecIssue[] {
  const seen = new Map<string, string>();
  return named.flatMap(({ name, identifier, path }) => {
    const earlier = seen.get(identifier);
    if (earlier === undefined) seen.set(identifier, name);
    if (earlier === undefined) return [];
    return [issue(path, 'same_name', `${sentence(earlier, name)} (${identifier}). Rename one of them.`)];
  });
}

function issue(path: string, code: string, message: string): SpecIssue {
  return { path, code, severity: 'error', message };
}
