import { Badge } from '@/components/ui/badge';
import type { AppSpec, Field } from '@/lib/specs/schemas';

export interface SpecTabProps {
  readonly spec: AppSpec;
  readonly prompt: string;
}

/** What was generated from: the words, and the entities read out of them. */
export default function SpecTab({ spec, prompt }: SpecTabProps) {
  return (
    <div className="grid gap-8">
      {prompt === '' ? null : (
        <section>
          <h2 className="font-semibold text-base">Description</h2>
          <p className="mt-2 max-h-64 max-w-3xl overflow-y-auto whitespace-pre-wrap break-words border-border border-l-2 pl-4 text-muted-foreground leading-6">
            {prompt}
          </p>
        </section>
      )}
      <section>
        <h2 className="font-semibold text-base">
          {spec.entities.length} {spec.entities.length === 1 ? 'entity' : 'entities'}
        </h2>
        <ul className="mt-3 grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
          {spec.entities.map((entity) => (
            <li key={entity.name} className="min-w-0 rounded-lg border border-border bg-card">
              <h3 className="break-words border-border border-b px-4 py-2.5 font-semibold text-sm">
                {entity.name}
              </h3>
              <dl className="divide-y divide-border text-sm">
                {entity.fields.map((field) => (
                  <div key={field.name} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2">
                    <dt className="min-w-0 flex-1 break-words font-mono text-[0.8125rem]">{field.name}</dt>
                    <dd className="flex min-w-0 flex-wrap items-center gap-1.5 text-muted-foreground text-xs">
                      <span className="break-words">{typeText(field)}</span>
                      {field.required ? null : <Badge className="h-5 px-1.5">optional</Badge>}
                      {field.unique ? <Badge className="h-5 px-1.5">unique</Badge> : null}
                    </dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      </section>
      {spec.links.length > 0 ? (
        <section>
          <h2 className="font-semibold text-base">Links</h2>
          <ul className="mt-3 flex flex-wrap gap-2">
            {spec.links.map((link) => (
              <li
                key={link.name}
                className="break-words rounded-md border border-border bg-card px-3 py-1.5 text-sm"
              >
                {link.from} <span aria-hidden="true">↔</span>
                <span className="sr-only"> many to many </span> {link.to}{' '}
                <span className="text-muted-foreground">through {link.name}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function typeText(field: Field): string {
  if (field.type === 'reference') return `→ ${field.target}`;
  if (field.type === 'enum') return field.values.join(' | ');
  return field.type;
}
