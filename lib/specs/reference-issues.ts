import { entityKey } from './identifier-keys.ts';
import type { AppSpec, Field, ReferenceField } from './schemas.ts';

export type Report = (path: string, code: string, message: string) => void;

/** References and links that lead nowhere, and required references that no first row could satisfy. */
export function findReferenceIssues(spec: AppSpec, report: Report): void {
  const names = new Set(spec.entities.map((entity) => entity.name));
  const byKey = new Map(spec.entities.map((entity) => [entityKey(entity.name), entity.name]));
  const unknown = (path: string, target: string) => {
    const close = byKey.get(entityKey(target));
    const hint = close === undefined ? 'Add it, or choose another.' : `Did you mean “${close}”?`;
    const message = target === '' ? 'Choose an entity.' : `There is no entity “${target}”. ${hint}`;
    report(path, 'unknown_entity', message);
  };

  spec.entities.forEach((entity, index) => {
    entity.fields.forEach((field, at) => {
      if (field.type !== 'reference') return;
      const path = `entities.${index}.fields.${at}`;
      if (!names.has(field.target)) unknown(`${path}.target`, field.target);
      if (field.required && field.onDelete === 'set_null') {
        report(
          `${path}.onDelete`,
          'set_null_on_required',
          `“${field.name}” is required, so it cannot be emptied when its ${field.target} is deleted: make it optional, or restrict or cascade.`,
        );
      }
      if (field.required && field.target === entity.name) {
        report(
          `${path}.required`,
          'required_self_reference',
          `A first ${entity.name} could never be inserted: make “${field.name}” optional.`,
        );
      }
    });
  });
  spec.links.forEach((link, index) => {
    if (!names.has(link.from)) unknown(`links.${index}.from`, link.from);
    if (!names.has(link.to)) unknown(`links.${index}.to`, link.to);
  });
  for (const cycle of findRequiredCycles(spec)) {
    const first = cycle[0];
    if (first === undefined) continue;
    const route = [...cycle.map((step) => step.entity), first.entity].join(' → ');
    const choices = cycle.map((step) => `${step.entity}.${step.field}`).join(' or ');
    report(
      `${first.path}.required`,
      'required_cycle',
      `${route} require one another, so none can be inserted first: make ${choices} optional.`,
    );
  }
}

export interface CycleStep {
  readonly entity: string;
  readonly field: string;
  readonly path: string;
}

/**
 * Cycles of required references over two or more entities. Every knot of such references yields at least one; cutting
 * the cycles found may uncover others. Depth-first, each entity visited once: linear in the references.
 */
export function findRequiredCycles(spec: AppSpec): CycleStep[][] {
  const edges = new Map<string, (CycleStep & { target: string })[]>();
  spec.entities.forEach((entity, index) => {
    const own = entity.fields.flatMap((field, at) =>
      isRequiredReference(field) && field.target !== entity.name
        ? [
            {
              entity: entity.name,
              field: field.name,
              path: `entities.${index}.fields.${at}`,
              target: field.target,
            },
          ]
        : [],
    );
    if (!edges.has(entity.name)) edges.set(entity.name, own);
  });
  const cycles: CycleStep[][] = [];
  const done = new Set<string>();
  const trail: (CycleStep & { target: string })[] = [];
  const visit = (name: string) => {
    for (const edge of edges.get(name) ?? []) {
      const back = trail.findIndex((step) => step.entity === edge.target);
      if (back !== -1) cycles.push([...trail.slice(back), edge]);
      else if (!done.has(edge.target)) {
        trail.push(edge);
        visit(edge.target);
        trail.pop();
      }
    }
    done.add(name);
  };
  for (const name of edges.keys()) if (!done.has(name)) visit(name);
  return cycles;
}

function isRequiredReference(field: Field): field is ReferenceField {
  return field.type === 'reference' && field.required;
}
