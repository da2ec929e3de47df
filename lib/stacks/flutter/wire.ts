import { kebabCase, plural, singular, snakeCase } from '../../specs/naming.ts';
import type { AppSpec, Field, Link } from '../../specs/schemas.ts';

/**
 * The HTTP interface that the remote repositories speak, as the `fastapi` stack serves it. Everything that both sides
 * must agree on by name is here and nowhere else.
 */
export const wire = {
  /** Prefix of every collection, below API_BASE_URL. */
  prefix: '/api/v1',
  signIn: '/auth/sign-in',
  register: '/auth/sign-up',
} as const;

export function resourcePath(entityName: string): string {
  return `${wire.prefix}/${kebabCase(plural(entityName)) || 'records'}`;
}

export function wireFieldName(field: Field): string {
  const base = snakeCase(field.name) || 'field';
  if (field.type === 'reference') return `${base.replace(/(?<=.)_id$/, '')}_id`;
  return ['id', 'created_at', 'updated_at'].includes(base) ? `${base}_value` : base;
}

export function linkWireName(spec: AppSpec, link: Link): string {
  const same = spec.links.filter((other) => other.from === link.from && other.to === link.to);
  const stem = same.length > 1 || link.from === link.to ? link.name : singular(link.to);
  return `${snakeCase(stem)}_ids`;
}

export function wireEnumValue(value: string): string {
  return snakeCase(value) || value;
}
