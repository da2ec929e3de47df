import type { z } from 'zod';
import { AppError, type InputIssue } from '../core/errors.ts';
import { entityKey } from './identifier-keys.ts';
import { type AppSpec, appSpec } from './schemas.ts';
import { validateSpec } from './validate-spec.ts';

/**
 * A spec out of anything: its shape, then its sense. Names of targets and link ends are brought to their entity's
 * spelling (`user` → `User`). Throws `invalid_spec` with one issue per problem at a dotted path (`entities.1.name`).
 */
export function parseSpec(input: unknown): AppSpec {
  const shaped = appSpec.safeParse(input, { reportInput: true });
  if (!shaped.success) throw invalidSpec(shaped.error.issues.map(describe));
  const spec = withExactNames(shaped.data);
  const errors = validateSpec(spec).filter((issue) => issue.severity === 'error');
  if (errors.length > 0) throw invalidSpec(errors.map(({ path, message }) => ({ path, message })));
  return spec;
}

function invalidSpec(issues: InputIssue[]): AppError {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  const where = first?.path ? `${first.path}: ` : '';
  return new AppError(
    'invalid_spec',
    `The app spec cannot be used as it is. ${where}${first?.message ?? ''}${more}`,
    {
      hint: 'Correct the places named in the issues and send the spec again.',
      issues,
    },
  );
}

function describe(issue: z.core.$ZodIssue): InputIssue {
  const path = issue.path.map(String).join('.');
  switch (issue.code) {
    case 'invalid_type':
      return {
        path,
        message: issue.input === undefined ? 'This is missing.' : `Expected ${article(issue.expected)}.`,
      };
    case 'unrecognized_keys':
      return { path, message: `Unknown ${issue.keys.map((key) => `“${key}”`).join(', ')}: remove it.` };
    case 'invalid_union':
      return {
        path,
        message:
          'Choose a type: string, text, integer, decimal, boolean, date, datetime, email, url, uuid, json, enum or reference.',
      };
    case 'invalid_value':
      return { path, message: `Choose one of: ${issue.values.map(String).join(', ')}.` };
    default:
      return { path, message: issue.message };
  }
}

function article(noun: string): string {
  return /^[aeio]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function withExactNames(spec: AppSpec): AppSpec {
  const exact = new Set(spec.entities.map((entity) => entity.name));
  const byKey = new Map(spec.entities.map((entity) => [entityKey(entity.name), entity.name]));
  const resolve = (name: string) => (exact.has(name) ? name : (byKey.get(entityKey(name)) ?? name));
  return {
    ...spec,
    entities: spec.entities.map((entity) => ({
      ...entity,
      fields: entity.fields.map((field) =>
        field.type === 'reference' ? { ...field, target: resolve(field.target) } : field,
      ),
    })),
    links: spec.links.map((link) => ({ ...link, from: resolve(link.from), to: resolve(link.to) })),
  };
}
