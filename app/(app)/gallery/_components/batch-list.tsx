import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import type { BatchSummary } from '@/lib/batches/schemas';
import { finalStatuses } from '@/lib/generations/schemas';

/** What was started together before. */
export function BatchList({ batches }: { batches: readonly BatchSummary[] }) {
  return (
    <section aria-labelledby="batches" className="mt-10">
      <h2 id="batches" className="font-semibold text-lg">
        Batches
      </h2>
      <ul className="mt-3 divide-y divide-border border-border border-y">
        {batches.map(({ id, title, created_at, statuses }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2.5 text-sm">
            <Link
              href={`/batches/${id}`}
              className="min-h-6 min-w-0 flex-1 basis-60 break-words font-medium underline-offset-4 hover:underline"
            >
              {title}
            </Link>
            <span className="tabular text-muted-foreground">{sayStatuses(statuses)}</span>
            <span className="w-28 text-right text-muted-foreground max-sm:w-auto">
              <RelativeTime at={created_at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sayStatuses(statuses: BatchSummary['statuses']): string {
  const ended = statuses.filter((status) => finalStatuses.includes(status)).length;
  if (statuses.length === 0) return 'Nothing is left of it';
  return ended === statuses.length ? `${ended} done` : `${ended} of ${statuses.length} done`;
}
