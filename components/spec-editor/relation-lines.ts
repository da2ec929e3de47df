import type { AppSpec } from '@/lib/specs/schemas';

export interface Relation {
  readonly id: string;
  /** Indices of entities in the spec; names may repeat while somebody types. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly kind: 'required' | 'optional' | 'link';
  /** For people who do not see the picture. */
  readonly sentence: string;
}

/** References and links of a spec, but for those that lead nowhere. */
export function findRelations(spec: AppSpec): Relation[] {
  const byName = new Map(spec.entities.map((entity, index) => [entity.name, index]));
  const references = spec.entities.flatMap((entity, from) =>
    entity.fields.flatMap((field, at): Relation[] => {
      const to = field.type === 'reference' ? byName.get(field.target) : undefined;
      if (field.type !== 'reference' || to === undefined) return [];
      const count = field.required ? 'one' : 'at most one';
      return [
        {
          id: `${from}.${at}`,
          from,
          to,
          label: field.name,
          kind: field.required ? 'required' : 'optional',
          sentence: `${entity.name} refers to ${count} ${field.target} as ${field.name}.`,
        },
      ];
    }),
  );
  const links = spec.links.flatMap((link, index): Relation[] => {
    const from = byName.get(link.from);
    const to = byName.get(link.to);
    if (from === undefined || to === undefined) return [];
    const sentence = `${link.from} and ${link.to} are linked many to many by ${link.name}.`;
    return [{ id: `link.${index}`, from, to, label: link.name, kind: 'link', sentence }];
  });
  return [...references, ...links];
}
