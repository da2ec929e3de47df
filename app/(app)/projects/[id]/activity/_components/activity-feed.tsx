'use client';

import { useState, useTransition } from 'react';
import { getJson } from '@/components/live/live-api';
import { PollNote } from '@/components/live/poll-note';
import { usePolled } from '@/components/live/use-polled';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Activity } from '@/lib/activity/schemas';
import { ActivityMark } from './activity-mark';
import { ActivityText } from './activity-text';

interface Page {
  readonly activity: readonly Activity[];
  readonly before: number | null;
}

const everyMs = 5_000;

/** The newest lines follow by themselves; older ones are asked for. */
export function ActivityFeed({ projectId, initial }: { projectId: string; initial: Page }) {
  const path = `/api/projects/${projectId}/activity`;
  const { data: newest, problem } = usePolled<Page>(path, initial, everyMs);
  const [older, setOlder] = useState<Page>(initial);
  const [isAway, setAway] = useState(false);
  const [isPending, startTransition] = useTransition();

  // What was loaded before stays: a line that the newest page pushed out is still in `older`.
  const lines = [
    ...new Map([...older.activity, ...newest.activity].map((line) => [line.id, line])).values(),
  ].sort((a, b) => b.id - a.id);
  const more = () =>
    startTransition(async () => {
      try {
        const page = await getJson<Page>(`${path}?before=${older.before}`, new AbortController().signal);
        setOlder({ activity: [...lines, ...page.activity], before: page.before });
        setAway(false);
      } catch {
        // Nothing is lost: the button is still there, and says to try again.
        setAway(true);
      }
    });
  return (
    <>
      <div className="mt-3 empty:hidden">
        <PollNote problem={problem} />
      </div>
      <ol className="mt-6">
        {lines.map((line, index) => (
          <li key={line.id} className="relative flex gap-3 pb-5">
            {index === lines.length - 1 ? null : (
              <span aria-hidden="true" className="absolute top-8 bottom-0 left-[0.8125rem] w-px bg-border" />
            )}
            <ActivityMark line={line} />
            <div className="min-w-0 flex-1 pt-0.5 text-sm leading-6">
              <p className="break-words">
                <span className="font-medium">{line.actor?.name ?? 'Cairn'}</span>{' '}
                <ActivityText line={line} projectId={projectId} />
              </p>
              <p className="text-muted-foreground text-xs">
                <RelativeTime at={line.created_at} />
              </p>
            </div>
          </li>
        ))}
      </ol>
      {older.before === null ? null : (
        <div className="flex items-center gap-3">
          <Button variant="outline" pending={isPending} onClick={more}>
            Show older
          </Button>
          {isAway ? (
            <p role="alert" className="text-destructive text-sm">
              Cairn could not be reached. Try again.
            </p>
          ) : null}
        </div>
      )}
    </>
  );
}
