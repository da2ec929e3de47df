'use client';

import { useSyncExternalStore } from 'react';

/** Time from `from` to `to`, ticking while there is no end. Nothing before the start. */
export function Elapsed({ from, to }: { from: string | null; to: string | null }) {
  const isTicking = from !== null && to === null;
  const now = useSyncExternalStore(
    isTicking ? everySecond : never,
    () => (isTicking ? Math.floor(Date.now() / 1_000) * 1_000 : 0),
    () => null,
  );
  if (from === null) return null;
  const end = to === null ? now : new Date(to).getTime();
  if (end === null) return null;
  return <span className="tabular">{formatDuration(end - new Date(from).getTime(), to !== null)}</span>;
}

/** `< 0.1 s`, `0.4 s`, `12 s`, `2 min 31 s`, `1 h 4 min`. A clock that runs behind shows nothing negative. */
export function formatDuration(milliseconds: number, exact: boolean): string {
  const seconds = Math.max(0, milliseconds) / 1_000;
  if (exact && seconds < 0.05) return '< 0.1 s';
  if (exact && seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}

export function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1_000);
  return () => clearInterval(timer);
}

function never(): () => void {
  return () => {};
}
