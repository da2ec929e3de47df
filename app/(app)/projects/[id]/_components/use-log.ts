'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { fetchEvents, pageOfEvents } from '@/components/live/live-api';
import type { GenerationEvent } from '@/lib/generations/events';
import { applyEvent, type LiveGeneration, type LogLine, startLive } from '@/lib/generations/live';
import type { Generation } from '@/lib/generations/schemas';

export interface Log {
  readonly lines: readonly LogLine[];
  readonly status: 'loading' | 'ready' | 'failed';
  readonly retry: () => void;
}

/** The whole log: what was written before the page was rendered (events up to `firstSeq`) is fetched, the rest is live. */
export function useLog(live: LiveGeneration, firstSeq: number): Log {
  const [earlier, setEarlier] = useState<readonly LogLine[]>([]);
  const [status, setStatus] = useState<Log['status']>(firstSeq === 0 ? 'ready' : 'loading');
  const [attempt, setAttempt] = useState(0);
  const { id } = live.generation;
  const start = useRef(live.generation);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another fetch of the same log
  useEffect(() => {
    if (firstSeq === 0) return;
    const control = new AbortController();
    readEarlier(id, firstSeq, control.signal).then(
      (events) => {
        setEarlier(toLines(start.current, events));
        setStatus('ready');
      },
      () => {
        if (!control.signal.aborted) setStatus('failed');
      },
    );
    return () => control.abort();
  }, [id, firstSeq, attempt]);

  const lines = useMemo(() => [...earlier, ...live.log], [earlier, live.log]);
  const retry = () => {
    setStatus('loading');
    setAttempt(attempt + 1);
  };
  return { lines, status, retry };
}

async function readEarlier(id: string, upTo: number, signal: AbortSignal): Promise<GenerationEvent[]> {
  const events: GenerationEvent[] = [];
  let after = 0;
  while (after < upTo) {
    const page = await fetchEvents(id, after, signal);
    events.push(...page.filter(({ seq }) => seq <= upTo));
    if (page.length < pageOfEvents) break;
    after = page.at(-1)?.seq ?? upTo;
  }
  return events;
}

/** The same reducer that follows a generation live tells what its past was. */
function toLines(generation: Generation, events: readonly GenerationEvent[]): readonly LogLine[] {
  let replay = startLive({ ...generation, last_seq: 0, phases: [] }, []);
  for (const event of events) {
    const next = applyEvent(replay, event);
    if (next !== 'gap') replay = next;
  }
  return replay.log;
}
