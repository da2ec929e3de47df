'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { PollNote } from '@/components/live/poll-note';
import { usePolled } from '@/components/live/use-polled';
import { buttonStyle } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Batch } from '@/lib/batches/schemas';
import { finalStatuses } from '@/lib/generations/schemas';
import { Comparison } from './comparison';

const everyMs = 2_000;

export interface BatchViewProps {
  readonly initial: Batch;
  readonly stackTitles: Readonly<Record<string, string>>;
}

/** Generations of one batch side by side, asked for again until all have ended. */
export function BatchView({ initial, stackTitles }: BatchViewProps) {
  const { data, problem } = usePolled(`/api/batches/${initial.id}`, initial, everyMs, { until: isOver });
  const { title, entries, created_at } = data;
  const ended = entries.filter(({ status }) => finalStatuses.includes(status)).length;
  const total = entries.reduce((sum, { phases_total }) => sum + phases_total, 0);
  const committed = entries.reduce((sum, { phases_committed }) => sum + phases_committed, 0);

  return (
    <>
      <Link href="/gallery" className={buttonStyle({ variant: 'ghost', size: 'sm', className: '-ml-3' })}>
        <ArrowLeft aria-hidden /> Gallery
      </Link>
      <h1 className="mt-3 break-words font-semibold text-2xl">{title}</h1>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground text-sm">
        <p role="status" className="tabular">
          {ended === entries.length ? `All ${ended} have ended` : `${ended} of ${entries.length} have ended`}
        </p>
        <RelativeTime at={created_at} />
        <PollNote problem={problem} />
      </div>
      {isOver(data) ? null : (
        <Progress
          value={committed}
          max={total}
          label="Phases committed, of the whole batch"
          className="mt-4"
        />
      )}
      {entries.length === 0 ? (
        <p className="mt-6 text-muted-foreground">
          Nothing is left of this batch: its generations were deleted.
        </p>
      ) : (
        <Comparison entries={entries} stackTitles={stackTitles} />
      )}
    </>
  );
}

function isOver({ entries }: Batch): boolean {
  return entries.every(({ status }) => finalStatuses.includes(status));
}
