'use client';

import { useSyncExternalStore } from 'react';
import { everySecond } from '@/components/generations/elapsed';

/** When a waiting generation should start: an instant, told as the time until then. Honest where it cannot be known. */
export function ExpectedStart({ at }: { at: string | null }) {
  const now = useSyncExternalStore(
    everySecond,
    () => Math.floor(Date.now() / 1_000) * 1_000,
    () => null,
  );
  if (at === null) return <span>start not known yet</span>;
  const instant = new Date(at);
  return (
    <time
      dateTime={at}
      title={now === null ? undefined : instant.toLocaleString()}
      suppressHydrationWarning
      className="tabular"
    >
      {now === null ? 'starts soon' : `starts ${sayUntil(instant.getTime() - now)}`}
    </time>
  );
}

/** Estimates are rounded as people would: no seconds after the first minute, no minutes after the first hours. */
export function sayUntil(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  if (seconds < 5) return 'any moment';
  if (seconds < 60) return `in about ${Math.ceil(seconds / 5) * 5} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `in about ${minutes} min`;
  return `in about ${Math.round(minutes / 60)} h`;
}
