'use client';

import { useState } from 'react';
import { formatDuration } from '@/components/generations/elapsed';
import { PollNote } from '@/components/live/poll-note';
import { usePolled } from '@/components/live/use-polled';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import type { Queue } from '@/lib/queue/schemas';
import { EntryRow } from './entry-row';
import { Facts } from './facts';
import { NothingWaits } from './nothing-waits';
import { Statistics } from './statistics';
import { useEntryControl } from './use-entry-control';

const everyMs = 3_000;

export interface QueueViewProps {
  readonly initial: Queue;
  readonly stackTitles: Readonly<Record<string, string>>;
}

/** The queue as it stands, asked for again every few seconds while somebody looks. */
export function QueueView({ initial, stackTitles }: QueueViewProps) {
  const [scope, setScope] = useState<'all' | 'own'>(initial.administrator ? 'all' : 'own');
  const { data, problem, refresh } = usePolled(`/api/queue?scope=${scope}`, initial, everyMs);
  const control = useEntryControl(refresh);
  const { depth, running, limit, typical_seconds, entries, administrator, statistics } = data;

  return (
    <>
      <p className="mt-1 text-muted-foreground text-sm">
        {limit === null
          ? 'Whatever is started runs at once.'
          : `At most ${limit} ${limit === 1 ? 'runs' : 'run'} at once; places are given by priority, then in turn between people.`}
      </p>
      <Facts
        facts={[
          { label: 'Waiting', value: String(depth) },
          { label: 'Running', value: limit === null ? String(running) : `${running} of ${limit}` },
          {
            label: 'Usual duration',
            value: typical_seconds === null ? '–' : formatDuration(typical_seconds * 1_000, true),
          },
        ]}
      />
      {statistics === null ? null : <Statistics statistics={statistics} />}
      <div className="mt-9 flex flex-wrap items-center gap-3">
        <h2 className="mr-auto font-semibold text-lg">
          {scope === 'all' ? 'Everybody’s generations' : 'In your projects'}
        </h2>
        <PollNote problem={problem} />
        {administrator ? (
          <fieldset className="flex gap-1">
            <legend className="sr-only">Whose generations</legend>
            {(['all', 'own'] as const).map((each) => (
              <Button
                key={each}
                size="sm"
                variant={scope === each ? 'secondary' : 'ghost'}
                aria-pressed={scope === each}
                onClick={() => setScope(each)}
              >
                {each === 'all' ? 'Everybody’s' : 'Mine'}
              </Button>
            ))}
          </fieldset>
        ) : null}
      </div>
      {control.failed === null ? null : (
        <div className="mt-3">
          <FormError {...control.failed} />
        </div>
      )}
      {entries.length === 0 ? (
        <NothingWaits isBusy={depth + running > 0} />
      ) : (
        <ul className="mt-3 divide-y divide-border border-border border-y">
          {entries.map((entry) => (
            <EntryRow
              key={entry.generation_id}
              entry={entry}
              stackTitle={stackTitles[entry.stack] ?? entry.stack}
              administrator={administrator}
              control={control}
            />
          ))}
        </ul>
      )}
    </>
  );
}
