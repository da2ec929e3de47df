import { entityKey, identifierKey, referenceKeys } from './identifier-keys.ts';
import { namePattern, ownFields, specLimits } from './limits.ts';
import { plural } from './naming.ts';
import { findReferenceIssues, type Report } from './reference-issues.ts';
import type { AppSpec, Entity, Field, SpecIssue } from './schemas.ts';

/**
 * Everything that is wrong with a spec whatever its stack, in reading order. Accepts half-edited specs (empty names,
 * no fields), so that an editor can show it at each key press; loads no schema library. No error means that every
 * stack-independent promise holds: names give distinct identifiers, references resolve, rows can be inserted.
 */
export function validateSpec(spec: AppSpec): SpecIssue[] {
  const found: SpecIssue[] = [];
  const report: Report = (path, code, message) => found.push({ path, code, severity: 'error', message });

  checkName(spec.name, 'name', report);
  if (spec.description.length > specLimits.descriptionLength) {
    report('description', 'too_long', `Use at most ${specLimits.descriptionLength} characters.`);
  }
  checkEntities(spec, report);
  checkLinks(spec, report);
  findReferenceIssues(spec, report);
  return found;
}

function checkName(name: string, path: string, report: Report): boolean {
  const trimmed = name.trim();
  if (trimmed === '') {
    report(path, 'empty_name', 'Give it a name.');
    return false;
  }
  if (trimmed.length > specLimits.nameLength) {
    report(path, 'long_name', `Use at most ${specLimits.nameLength} characters.`);
    return false;
  }
  if (!namePattern.test(trimmed)) {
    report(
      path,
      'invalid_name',
      `“${trimmed}” is not a name: start with a letter; use letters, digits, spaces, hyphens and underscores.`,
    );
    return false;
  }
  if (!/^[a-z]/.test(identifierKey(trimmed))) {
    report(
      path,
      'no_identifier',
      `“${trimmed}” gives no identifier in code: use at least one plain letter first.`,
    );
    return false;
  }
  return true;
}

function checkEntities(spec: AppSpec, report: Report): void {
  if (spec.entities.length === 0) report('entities', 'no_entities', 'Describe at least one entity.');
  if (spec.entities.length > specLimits.entities) {
    report(
      'entities',
      'too_many',
      `Use at most ${specLimits.entities} entities; there are ${spec.entities.length}.`,
    );
  }
  const seen = new Map<string, string>();
  spec.entities.forEach((entity, index) => {
    const path = `entities.${index}`;
    if (checkName(entity.name, `${path}.name`, report)) {
      const key = entityKey(entity.name);
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, entity.name);
      else report(`${path}.name`, 'duplicate_entity', duplicateMessage('entity', entity.name, earlier));
    }
    if (entity.description.length > specLimits.descriptionLength) {
      report(`${path}.description`, 'too_long', `Use at most ${specLimits.descriptionLength} characters.`);
    }
    checkFields(spec, entity, path, report);
  });
}

function checkFields(spec: AppSpec, entity: Entity, path: string, report: Report): void {
  const { fields } = entity;
  const label = entity.name === '' ? 'This entity' : entity.name;
  if (fields.length === 0) report(`${path}.fields`, 'no_fields', `${label} needs at least one field.`);
  if (fields.length > specLimits.fieldsPerEntity) {
    report(
      `${path}.fields`,
      'too_many',
      `${label} has ${fields.length} fields; use at most ${specLimits.fieldsPerEntity}.`,
    );
  }
  const seen = new Map<string, string>();
  for (const link of spec.links) {
    if (link.from !== entity.name) continue;
    const word = plural(link.to);
    seen.set(identifierKey(word), `the link to ${link.to}`);
    seen.set(`${identifierKey(link.to)}ids`, `the link to ${link.to}`);
  }
  fields.forEach((field, index) => {
    const at = `${path}.fields.${index}`;
    if (checkName(field.name, `${at}.name`, report)) {
      const keys = fieldKeys(field);
      const own = ownFields.find((name) => keys.includes(identifierKey(name)));
      const earlier = keys.map((key) => seen.get(key)).find((name) => name !== undefined);
      if (own !== undefined) {
        report(
          `${at}.name`,
          'reserved_field',
          `Every entity has “${own}” of its own; remove or rename this field.`,
        );
      } else if (earlier !== undefined) {
        report(`${at}.name`, 'duplicate_field', duplicateMessage('field', field.name, earlier));
      }
      for (const key of keys) if (!seen.has(key)) seen.set(key, field.name);
    }
    if (field.description.length > specLimits.descriptionLength) {
      report(`${at}.description`, 'too_long', `Use at most ${specLimits.descriptionLength} characters.`);
    }
    if (field.type === 'enum') checkValues(field.values, `${at}.values`, report);
  });
}

function fieldKeys(field: Field): string[] {
  return field.type === 'reference' ? referenceKeys(field.name) : [identifierKey(field.name)];
}

function checkValues(values: readonly string[], path: string, report: Report): void {
  if (values.length === 0) report(path, 'no_values', 'An enum needs at least one value.');
  if (values.length > specLimits.enumValues) {
    report(path, 'too_many', `Use at most ${specLimits.enumValues} values; there are ${values.length}.`);
  }
  const seen = new Map<string, string>();
  values.forEach((value, index) => {
    if (!checkName(value, `${path}.${index}`, report)) return;
    const key = identifierKey(value);
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, value);
    else report(`${path}.${index}`, 'duplicate_value', duplicateMessage('value', value, earlier));
  });
}

function checkLinks(spec: AppSpec, report: Report): void {
  if (spec.links.length > specLimits.links) {
    report('links', 'too_many', `Use at most ${specLimits.links} links; there are ${spec.links.length}.`);
  }
  const seen = new Map(spec.entities.map((entity) => [entityKey(entity.name), `the entity ${entity.name}`]));
  spec.links.forEach((link, index) => {
    const path = `links.${index}.name`;
    if (!checkName(link.name, path, report)) return;
    const key = entityKey(link.name);
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, link.name);
    else report(path, 'duplicate_link', duplicateMessage('link', link.name, earlier));
  });
}

function duplicateMessage(kind: string, name: string, earlier: string): string {
  return name === earlier
    ? `There is already a ${kind} “${name}”; rename one of them.`.replace('a entity', 'an entity')
    : `“${name}” gives the same identifier as ${earlier}; rename one of them.`;
}
