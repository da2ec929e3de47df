import type { GenerationEvent } from '@/lib/generations/events';
import { applyEvent, type LiveGeneration } from '@/lib/generations/live';

export interface Feed {
  readonly live: LiveGeneration;
  /** Events that came before their time, by their number. */
  readonly early: ReadonlyMap<number, GenerationEvent>;
}

export interface Advance extends Feed {
  /** What was applied now, in order. */
  readonly applied: readonly GenerationEvent[];
  /** Something is missing before what is held back: fetch the events after `live.generation.last_seq`. */
  readonly gap: boolean;
}

/** Takes events as they come, in any order and any number of times, and applies each once and in order. */
export function advance(feed: Feed, incoming: readonly GenerationEvent[]): Advance {
  const early = new Map(feed.early);
  for (const event of incoming) {
    const isOurs = event.generation_id === feed.live.generation.id;
    if (isOurs && event.seq > feed.live.generation.last_seq) early.set(event.seq, event);
  }
  let { live } = feed;
  const applied: GenerationEvent[] = [];
  for (;;) {
    const seq = live.generation.last_seq + 1;
    const event = early.get(seq);
    if (event === undefined) break;
    early.delete(seq);
    const next = applyEvent(live, event);
    if (next === 'gap') break;
    live = next;
    applied.push(event);
  }
  return { live, early, applied, gap: early.size > 0 };
}
