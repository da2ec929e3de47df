'use client';

import { useState } from 'react';
import { formatDuration } from '@/components/generations/elapsed';
import { Button } from '@/components/ui/button';
import type { Queue } from '@/lib/queue/schemas';
import { Facts } from './facts';

const spans = { day: 'Last 24 hours', week: 'Last 7 days' } as const;
type Span = keyof typeof spans;

/** How the queue did lately, for administrators. */
export function Statistics({ statistics }: { statistics: NonNullable<Queue['statistics']> }) {
  const [span, setSpan] = useState<Span>('day');
  const { succeeded, needs_attention, failed, cancelled, success_rate, causes, ...waits } = statistics[span];
  return (
    <section aria-labelledby="statistics" className="mt-9">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="statistics" className="mr-auto font-semibold text-lg">
          How it went
        </h2>
        <fieldset className="flex gap-1">
          <legend className="sr-only">Over which time</legend>
          {(Object.keys(spans) as Span[]).map((each) => (
            <Button
              key={each}
              size="sm"
              variant={span === each ? 'secondary' : 'ghost'}
              aria-pressed={span === each}
              onClick={() => setSpan(each)}
            >
              {spans[each]}
            </Button>
          ))}
        </fieldset>
      </div>
      <Facts
        facts={[
          { label: 'Median wait', value: sayWait(waits.wait_p50_seconds) },
          { label: '95th percentile wait', value: sayWait(waits.wait_p95_seconds) },
          {
            label: 'Succeeded',
            value: success_rate === null ? '–' : `${Math.floor(success_rate * 1_000) / 10} %`,
          },
        ]}
      />
      <p className="tabular mt-3 text-muted-foreground text-sm">
        {succeeded} succeeded, {needs_attention} need attention, {failed} failed, {cancelled} cancelled.
      </p>
      {causes.length === 0 ? null : (
        <>
          <h3 className="mt-5 font-medium text-sm">Failures by cause</h3>
          <ol className="mt-2 grid gap-1.5 text-sm">
            {causes.map(({ code, message, times }) => (
              <li key={`${code} ${message}`} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-3">
                <span className="tabular text-right font-medium">{times} ×</span>
                <span className="min-w-0 break-words">
                  {message === '' ? 'No reason was given.' : message}{' '}
                  <code className="text-muted-foreground text-xs">{code}</code>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function sayWait(seconds: number | null): string {
  return seconds === null ? '–' : formatDuration(seconds * 1_000, true);
}
