'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { getJson, SignedOutError } from '@/components/live/live-api';

export interface Polled<Answer> {
  readonly data: Answer;
  /** `away`: the newest question had no answer. `signed_out`: the session is over, and nothing is asked any more. */
  readonly problem: 'away' | 'signed_out' | null;
  /** Asks at once, after something was changed here. */
  readonly refresh: () => void;
}

/**
 * Asks a GET operation again and again while the page is seen, and at once when it is seen again. `initial` is what the
 * server rendered, or a stand-in with `atOnce`; once `until` holds for an answer, nothing is asked any more by itself. A new path starts anew and keeps what is shown until it answers.
 */
export function usePolled<Answer>(
  path: string,
  initial: Answer,
  everyMs: number,
  { atOnce = false, until = never }: { atOnce?: boolean; until?: (data: Answer) => boolean } = {},
): Polled<Answer> {
  const [data, setData] = useState(initial);
  const [problem, setProblem] = useState<Polled<Answer>['problem']>(null);
  const isAnswered = useRef(!atOnce);
  const ask = useRef<() => void>(() => {});
  const isDone = useRef(false);
  isDone.current = until(data);

  useEffect(() => {
    const control = new AbortController();
    let asking = false;
    const askOnce = async () => {
      if (asking || control.signal.aborted) return;
      asking = true;
      try {
        setData(await getJson<Answer>(path, control.signal));
        setProblem(null);
      } catch (error) {
        if (control.signal.aborted) return;
        const isOver = error instanceof SignedOutError;
        setProblem(isOver ? 'signed_out' : 'away');
        if (isOver) control.abort();
      } finally {
        asking = false;
      }
    };
    ask.current = () => void askOnce();
    const look = () => {
      if (document.visibilityState === 'visible') void askOnce();
    };
    if (!isAnswered.current) look();
    isAnswered.current = false;
    const timer = setInterval(() => isDone.current || look(), everyMs);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    return () => {
      control.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
    };
  }, [path, everyMs]);

  const refresh = useCallback(() => ask.current(), []);
  return { data, problem, refresh };
}

function never(): boolean {
  return false;
}
