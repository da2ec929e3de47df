import { z } from 'zod';
import { namePattern, onDeleteActions, scalarTypes, specLimits } from './limits.ts';

/** The bounds live apart, so that a browser can check a spec without loading zod. */
export { scalarTypes, specLimits };

const name = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(specLimits.nameLength, `Use at most ${specLimits.nameLength} characters.`)
  .regex(namePattern, 'Start with a letter; use letters, digits, spaces, hyphens and underscores.');

const description = z.string().trim().max(specLimits.descriptionLength).default('');

const fieldBase = {
  name,
  required: z.boolean().default(true),
  unique: z.boolean().default(false),
  description,
};

export const scalarField = z.strictObject({ ...fieldBase, type: z.enum(scalarTypes) });

export const enumField = z.strictObject({
  ...fieldBase,
  type: z.literal('enum'),
  values: z
    .array(name)
    .min(1, 'An enum needs at least one value.')
    .max(specLimits.enumValues, `Use at most ${specLimits.enumValues} values.`),
});

/** Many-to-one: the row holds the other's id. `unique` makes it one-to-one. */
export const referenceField = z.strictObject({
  ...fieldBase,
  type: z.literal('reference'),
  target: name,
  onDelete: z.enum(onDeleteActions).default('restrict'),
});

export const field = z.discriminatedUnion('type', [scalarField, enumField, referenceField]);

export const entity = z.strictObject({
  name,
  description,
  fields: z
    .array(field)
    .min(1, 'An entity needs at least one field.')
    .max(specLimits.fieldsPerEntity, `Use at most ${specLimits.fieldsPerEntity} fields.`),
});

/** Many-to-many between two entities, by their names; `name` names the join (`PostTag`). `from` is the side whose form edits it. */
export const link = z.strictObject({ name, from: name, to: name });

export const appSpec = z.strictObject({
  name,
  description,
  /** A registered stack's id (`lib/stacks/registry.ts`). */
  stack: z.string().regex(/^[a-z][a-z0-9_]{1,31}$/),
  entities: z
    .array(entity)
    .min(1, 'Describe at least one entity.')
    .max(specLimits.entities, `Use at most ${specLimits.entities} entities.`),
  links: z.array(link).max(specLimits.links, `Use at most ${specLimits.links} links.`).default([]),
});

export type ScalarType = (typeof scalarTypes)[number];
export type FieldType = ScalarType | 'enum' | 'reference';
export type ScalarField = z.infer<typeof scalarField>;
export type EnumField = z.infer<typeof enumField>;
export type ReferenceField = z.infer<typeof referenceField>;
export type Field = z.infer<typeof field>;
export type Entity = z.infer<typeof entity>;
export type Link = z.infer<typeof link>;
/**
 * What to generate, independent of the stack but for its name. Every entity has an `id` (UUID), `created_at` and
 * `updated_at` of its own; a spec never lists them.
 */
export type AppSpec = z.infer<typeof appSpec>;

/** Something wrong with a spec beyond its shape. `path` as in `InputIssue`: `entities.1.fields.0.name`. */
export interface SpecIssue {
  readonly path: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}
