'use client';

import { useEffect, useRef, useState } from 'react';
import { advance, type Feed } from '@/components/live/advance';
import { announceEvent } from '@/components/live/announce-event';
import { fetchEvents, pageOfEvents, SignedOutError } from '@/components/live/live-api';
import type { GenerationEvent } from '@/lib/generations/events';
import { type LiveGeneration, startLive } from '@/lib/generations/live';
import { finalStatuses, type Generation, type TreeFile } from '@/lib/generations/schemas';

/** `offline`: the browser says so. `signed_out`: the session is over. */
export type LiveConnection = 'connecting' | 'reconnecting' | 'live' | 'offline' | 'signed_out';

export interface LiveState {
  readonly live: LiveGeneration;
  readonly connection: LiveConnection;
  /** The newest sentence for screen readers. */
  readonly announcement: string;
}

/** How often to look without a live connection, while work is under way. */
const pollMilliseconds = 4_000;

/**
 * Starts from what the server rendered, follows the topic, and fetches whatever it missed: after joining, after a gap,
 * when the page is seen again and when the network is back. Mount it once per generation (`key`).
 */
export function useLiveGeneration(generation: Generation, files: readonly TreeFile[]): LiveState {
  const [live, setLive] = useState(() => startLive(generation, files));
  const [connection, setConnection] = useState<LiveConnection>('connecting');
  const [announcement, setAnnouncement] = useState('');
  const feed = useRef<Feed>({ live, early: new Map() });
  const id = generation.id;

  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    let joined = false;
    let wasJoined = false;
    let fetching = false;
    let again = false;

    const show = () => {
      if (signal.aborted) return;
      const online = joined ? 'live' : wasJoined ? 'reconnecting' : 'connecting';
      setConnection(navigator.onLine ? online : 'offline');
    };
    const take = (events: readonly GenerationEvent[]) => {
      const { applied, gap, ...next } = advance(feed.current, events);
      feed.current = next;
      if (applied.length > 0) setLive(next.live);
      const said = applied.map((event) => announceEvent(event, next.live.generation)).filter(Boolean);
      if (said.length > 0) setAnnouncement(said.join(' '));
      return gap;
    };
    const fail = (error: unknown) => {
      if (signal.aborted) return;
      if (!(error instanceof SignedOutError)) return;
      setConnection('signed_out');
      control.abort();
    };
    /** One at a time; asked for again meanwhile, it looks once more. */
    const catchUp = async () => {
      if (fetching) {
        again = true;
        return;
      }
      fetching = true;
      try {
        do {
          again = false;
          const events = await fetchEvents(id, feed.current.live.generation.last_seq, signal);
          take(events);
          if (events.length === pageOfEvents) again = true;
        } while (again);
      } catch (error) {
        // Without an answer nothing is lost: the next join, look or poll asks from the same event on.
        fail(error);
      } finally {
        fetching = false;
      }
    };
    const follow = async () => {
      const { subscribeEvents } = await import('@/components/live/subscribe-events');
      await subscribeEvents(
        id,
        {
          onEvent: (event) => {
            if (take([event])) void catchUp();
          },
          onJoined: (isJoined) => {
            joined = isJoined;
            wasJoined ||= isJoined;
            show();
            if (isJoined) void catchUp();
          },
        },
        signal,
      );
    };
    const connect = () => {
      follow().catch((error: unknown) => {
        fail(error);
        if (!signal.aborted) setTimeout(connect, pollMilliseconds);
      });
    };
    const look = () => {
      show();
      if (document.visibilityState === 'visible' && navigator.onLine) void catchUp();
    };
    const poll = setInterval(() => {
      const isUnderWay = !finalStatuses.includes(feed.current.live.generation.status);
      if (!joined && isUnderWay && navigator.onLine) void catchUp();
    }, pollMilliseconds);

    connect();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    window.addEventListener('offline', show);
    return () => {
      control.abort();
      clearInterval(poll);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
      window.removeEventListener('offline', show);
    };
  }, [id]);

  return { live, connection, announcement };
}
