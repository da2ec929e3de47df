import { Download } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Elapsed } from '@/components/generations/elapsed';
import { formatSize } from '@/components/generations/format-size';
import { StatusBadge } from '@/components/generations/status-badge';
import { ExpectedStart } from '@/components/queue/expected-start';
import { buttonStyle } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import type { BatchEntry } from '@/lib/batches/schemas';
import { finalStatuses } from '@/lib/generations/schemas';

export interface ComparisonProps {
  readonly entries: readonly BatchEntry[];
  readonly stackTitles: Readonly<Record<string, string>>;
}

interface Measure {
  readonly label: string;
  readonly of: (entry: BatchEntry) => ReactNode;
}

const measures: readonly Measure[] = [
  { label: 'Time', of: ({ started_at, finished_at }) => <Elapsed from={started_at} to={finished_at} /> },
  { label: 'Files', of: ({ files }) => (files === 0 ? null : files) },
  { label: 'Size', of: ({ bytes }) => (bytes === 0 ? null : formatSize(bytes)) },
  { label: 'Quality', of: ({ quality_score }) => quality_score },
  { label: 'Findings', of: ({ findings }) => findings },
  { label: 'Tokens', of: ({ tokens }) => tokens?.toLocaleString('en') },
  { label: 'Cost', of: ({ cost_usd }) => (cost_usd === null ? null : `$${cost_usd.toFixed(2)}`) },
];

/** A row for each, a column for each measure; on a phone a card for each. */
export function Comparison({ entries, stackTitles }: ComparisonProps) {
  return (
    <table className="mt-6 w-full text-sm max-lg:block">
      <thead className="max-lg:sr-only">
        <tr className="border-border border-b text-left text-muted-foreground text-xs">
          <th scope="col" className="py-2 pr-4 font-normal">
            App
          </th>
          <th scope="col" className="py-2 pr-4 font-normal">
            Status
          </th>
          {measures.map(({ label }) => (
            <th key={label} scope="col" className="py-2 pr-4 text-right font-normal">
              {label}
            </th>
          ))}
          <th scope="col" className="py-2">
            <span className="sr-only">Files as zip</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-lg:grid max-lg:gap-3 max-lg:sm:grid-cols-2">
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} stackTitle={stackTitles[entry.stack] ?? entry.stack} />
        ))}
      </tbody>
    </table>
  );
}

function EntryRow({ entry, stackTitle }: { entry: BatchEntry; stackTitle: string }) {
  const { id, project_id, project_name, number, model, status, phases_committed, phases_total } = entry;
  const label = `${project_name} #${number}`;
  return (
    <tr className="border-border border-b max-lg:flex max-lg:flex-wrap max-lg:items-center max-lg:gap-x-4 max-lg:gap-y-3 max-lg:rounded-lg max-lg:border max-lg:bg-card max-lg:p-4">
      <th scope="row" className="py-3 pr-4 text-left font-normal max-lg:basis-full max-lg:p-0">
        <Link
          href={`/projects/${project_id}?generation=${id}`}
          className="break-words font-medium underline-offset-4 hover:underline"
        >
          {project_name}
        </Link>{' '}
        <span className="tabular text-muted-foreground">#{number}</span>
        <span className="block text-muted-foreground text-xs">
          {stackTitle}, {model}
        </span>
      </th>
      <td className="py-3 pr-4 max-lg:basis-full max-lg:p-0 lg:w-56">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusBadge status={status} />
          {finalStatuses.includes(status) ? null : (
            <span className="tabular text-muted-foreground text-xs">
              {status === 'queued' ? (
                <ExpectedStart at={entry.expected_start} />
              ) : (
                `${phases_committed} of ${phases_total}`
              )}
            </span>
          )}
        </div>
        {status === 'running' ? (
          <Progress
            value={phases_committed}
            max={phases_total}
            label={`${label}: phases committed`}
            className="mt-2"
          />
        ) : null}
        {entry.failure === null ? null : (
          <p className="mt-1 break-words text-destructive text-xs">{entry.failure.message}</p>
        )}
      </td>
      {measures.map(({ label: measure, of }) => (
        <td
          key={measure}
          className="tabular whitespace-nowrap py-3 pr-4 text-right max-lg:p-0 max-lg:text-left"
        >
          <span aria-hidden="true" className="block text-muted-foreground text-xs lg:hidden">
            {measure}
          </span>
          {of(entry) ?? <span className="text-muted-foreground">–</span>}
        </td>
      ))}
      <td className="py-3 text-right max-lg:ml-auto max-lg:p-0">
        {phases_committed === 0 ? null : (
          <a
            href={`/api/generations/${id}/archive`}
            download
            aria-label={`Download ${label} as zip`}
            className={buttonStyle({ variant: 'ghost', size: 'icon' })}
          >
            <Download aria-hidden />
          </a>
        )}
      </td>
    </tr>
  );
}
