import { nounAliases, nounNotation } from '../knowledge/nouns.ts';
import { parseNotation } from '../notation.ts';
import type { Entity, Field, ReferenceField, ScalarField } from '../schemas.ts';

export interface NounKnowledge {
  readonly scalars: readonly Exclude<Field, ReferenceField>[];
  readonly references: readonly ReferenceField[];
}

let table: ReadonlyMap<string, Entity> | null = null;

/** What is known of a noun (`order_item`), its own words first, then as another name of one. */
export function knowNoun(noun: string): NounKnowledge | null {
  table ??= readTable();
  const alias = Object.hasOwn(nounAliases, noun) ? nounAliases[noun] : undefined;
  const entity = table.get(noun) ?? (alias === undefined ? undefined : table.get(alias));
  if (entity === undefined) return null;
  return {
    scalars: entity.fields.filter((field) => field.type !== 'reference'),
    references: entity.fields.filter((field) => field.type === 'reference'),
  };
}

/** Fields of an entity that nothing else is known about. */
export const plainFields: readonly ScalarField[] = [
  { name: 'name', type: 'string', required: true, unique: false, description: '' },
  { name: 'description', type: 'text', required: false, unique: false, description: '' },
];

export const personFields: readonly ScalarField[] = [
  { name: 'name', type: 'string', required: true, unique: false, description: '' },
  { name: 'email', type: 'email', required: true, unique: true, description: '' },
];

function readTable(): ReadonlyMap<string, Entity> {
  const result = parseNotation(nounNotation, { name: 'nouns', description: '', stack: 'none' });
  if (!result.ok) throw new Error(`The table of nouns cannot be read: ${JSON.stringify(result.problems)}`);
  return new Map(result.spec.entities.map((entity) => [entity.name, entity]));
}
