import { kebabCase, plural, singular, snakeCase } from '../../specs/naming.ts';
import type { AppSpec, Field, Link } from '../../specs/schemas.ts';

/**
 * Names in the HTTP interface. The `flutter` stack's remote repositories speak the same ones; a test beside this file
 * fails when the two drift apart.
 */
export const wire = {
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
  const base = snakeCase(field.name) || 'field';
  if (field.type === 'reference') return `${referenceStem(field.name)}_id`;
  return ['id', 'created_at', 'updated_at'].includes(base) ? `${base}_value` : base;
}

export function referenceStem(fieldName: string): string {
  return snakeCase(fieldName).replace(/(?<=.)_id$/, '') || 'reference';
}

/** Links to itself, and several between the same two entities, are told apart by their own name. */
export function linkStem(spec: AppSpec, link: Link): string {
  const same = spec.links.filter((other) => other.from === link.from && other.to === link.to);
  return snakeCase(same.length > 1 || link.from === link.to ? link.name : singular(link.to));
}

export function wireEnumValue(value: string): string {
  return snakeCase(value) || value;
}
