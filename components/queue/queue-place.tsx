'use client';

import Link from 'next/link';
import { usePolled } from '@/components/live/use-polled';
import { ExpectedStart } from '@/components/queue/expected-start';
import type { Queue } from '@/lib/queue/schemas';

const everyMs = 3_000;
const unknown: Pick<Queue, 'entries' | 'depth' | 'running'> = { entries: [], depth: 0, running: 0 };

/** Where a waiting generation stands. Shown while it waits only; its own events say when that is over. */
export function QueuePlace({ projectId, generationId }: { projectId: string; generationId: string }) {
  const { data } = usePolled(`/api/queue?scope=own&project_id=${projectId}`, unknown, everyMs, {
    atOnce: true,
  });
  const entry = data.entries.find(({ generation_id }) => generation_id === generationId);
  const position = entry?.position ?? null;
  return (
    <p aria-live="polite" className="text-muted-foreground text-sm">
      {entry === undefined || position === null ? (
        'Waiting for its turn.'
      ) : (
        <>
          <Link
            href="/queue"
            className="tabular font-medium text-foreground underline-offset-4 hover:underline"
          >
            {position === 1 ? 'Next' : `Number ${position}`} in the queue
          </Link>
          , <ExpectedStart at={entry.expected_start} />
        </>
      )}
    </p>
  );
}
