import { kebabCase, plural, singular, snakeCase } from '../specs/naming.ts';
import type { AppSpec, Field, Link } from '../specs/schemas.ts';

/**
 * Names in the HTTP interface of a generated app, which one stack serves and another calls: what both sides must agree
 * on is here and nowhere else. A test beside this file fails when what they generate drifts apart.
 */
export const wire = {
  /** Of every path below. */
  prefix: '/api/v1',
  signIn: '/auth/sign-in',
  signUp: '/auth/sign-up',
  me: '/auth/me',
} as const;

/** Below the prefix: `/blog-posts`. */
export function collectionPath(entityName: string): string {
  return `/${kebabCase(plural(entityName)) || 'records'}`;
}

/** `author` and `author id` as references are both `author_id`. */
export function wireFieldName(field: Field): string {
  if (field.type === 'reference') return `${referenceStem(field.name)}_id`;
  const base = snakeCase(field.name) || 'field';
  return ['id', 'created_at', 'updated_at'].includes(base) ? `${base}_value` : base;
}

/** What a reference points to is called: `author`. */
export function referenceStem(fieldName: string): string {
  return snakeCase(fieldName).replace(/(?<=.)_id$/, '') || 'reference';
}

/** As the spec has it. Links to itself, and several between the same two entities, are told apart by their own name. */
export function linkName(spec: AppSpec, link: Link): string {
  const same = spec.links.filter((other) => other.from === link.from && other.to === link.to);
  return same.length > 1 || link.from === link.to ? link.name : singular(link.to);
}

/** The list of ids that a record carries for a link: `tag_ids`. */
export function linkWireName(spec: AppSpec, link: Link): string {
  return `${snakeCase(linkName(spec, link))}_ids`;
}

export function wireEnumValue(value: string): string {
  return snakeCase(value) || value;
}
