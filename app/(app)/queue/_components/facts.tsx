export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A few numbers that are read at a glance. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="mt-6 grid grid-cols-[repeat(auto-fit,minmax(6.5rem,1fr))] gap-px overflow-hidden rounded-lg border border-border bg-border">
      {facts.map(({ label, value }) => (
        <div key={label} className="bg-card px-4 py-3">
          <dt className="text-muted-foreground text-xs">{label}</dt>
          <dd className="tabular mt-0.5 whitespace-nowrap font-semibold text-xl tracking-tight">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
