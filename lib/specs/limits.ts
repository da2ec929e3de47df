/** Bounds that keep a spec readable, a plan payable and a tree fast. Shown in the errors that they cause. */
export const specLimits = {
  entities: 40,
  fieldsPerEntity: 40,
  links: 60,
  enumValues: 50,
  nameLength: 48,
  descriptionLength: 4_000,
  promptLength: 20_000,
} as const;

export const scalarTypes = [
  'string',
  'text',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'email',
  'url',
  'uuid',
  'json',
] as const;

export const onDeleteActions = ['restrict', 'cascade', 'set_null'] as const;

/** Names are free of any language's case rules: a letter, then letters, digits, spaces, `_` and `-`; stacks derive identifiers. */
export const namePattern = /^\p{L}[\p{L}\p{M}\p{N}_ -]*$/u;

/** What every entity has of its own; a spec never lists these (compared without case and separators). */
export const ownFields = ['id', 'created_at', 'updated_at'] as const;
