'use client';

import { useSyncExternalStore } from 'react';

/** The same instant in every zone: written by the server in UTC, then in the reader's words. */
export function RelativeTime({ at }: { at: string }) {
  const now = useSyncExternalStore(
    everyMinute,
    () => Math.floor(Date.now() / 60_000),
    () => null,
  );
  const instant = new Date(at);
  const text = now === null ? at.slice(0, 10) : sayWhen(instant.getTime(), now * 60_000);
  return (
    <time
      dateTime={at}
      title={now === null ? undefined : instant.toLocaleString()}
      suppressHydrationWarning
      className="tabular"
    >
      {text}
    </time>
  );
}

const steps = [
  [60, 'minute'],
  [24, 'hour'],
  [7, 'day'],
  [4.35, 'week'],
  [12, 'month'],
] as const;

function sayWhen(at: number, now: number): string {
  let amount = Math.round((at - now) / 60_000);
  if (Math.abs(amount) < 1) return 'just now';
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [size, unit] of steps) {
    if (Math.abs(amount) < size) return format.format(Math.round(amount), unit);
    amount /= size;
  }
  return format.format(Math.round(amount), 'year');
}

function everyMinute(listener: () => void): () => void {
  const timer = setInterval(listener, 15_000);
  return () => clearInterval(timer);
}
