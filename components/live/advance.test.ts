import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GenerationEvent } from '@/lib/generations/events';
import { startLive } from '@/lib/generations/live';
import type { Generation } from '@/lib/generations/schemas';
import { advance, type Feed } from './advance';

const id = '5f2b7b36-6c0f-4f0e-8a55-0d3f6f6f0a01';
const at = '2026-11-20T10:00:00.000Z';
const generation: Generation = {
  id,
  project_id: id,
  number: 1,
  stack: 'fastapi',
  model: 'blueprint',
  prompt: '',
  spec: { name: 'Blog', description: '', stack: 'fastapi', entities: [], links: [] },
  status: 'running',
  priority: 'normal',
  failure: null,
  result: null,
  head_checkpoint_id: null,
  last_seq: 0,
  created_by: null,
  created_at: at,
  started_at: null,
  finished_at: null,
  phases: [],
};

function logEvent(seq: number): GenerationEvent {
  return {
    generation_id: id,
    seq,
    created_at: at,
    type: 'log',
    payload: { phase: null, level: 'info', message: `line ${seq}` },
  };
}

const start = (): Feed => ({ live: startLive(generation, []), early: new Map() });
const events = Array.from({ length: 12 }, (_, index) => logEvent(index + 1));

describe('advance', () => {
  it('shows the same log whatever the order, the repeats and the packets in which events come', () => {
    const arrivals = fc
      .tuple(fc.array(fc.constantFrom(...events)), fc.shuffledSubarray(events, { minLength: 12 }))
      .map(([repeats, all]) => [...repeats, ...all, ...repeats]);
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 5 }), (order, packet) => {
        let feed = start();
        const applied: number[] = [];
        for (let index = 0; index < order.length; index += packet) {
          const next = advance(feed, order.slice(index, index + packet));
          applied.push(...next.applied.map(({ seq }) => seq));
          feed = next;
        }
        expect(applied).toEqual(events.map(({ seq }) => seq));
        expect(feed.live.log.map(({ seq }) => seq)).toEqual(applied);
        expect(feed.early.size).toBe(0);
      }),
    );
  });

  it('holds back what comes before its time and says that something is missing', () => {
    const next = advance(start(), [logEvent(1), logEvent(3)]);
    expect(next.gap).toBe(true);
    expect(next.live.generation.last_seq).toBe(1);
    const healed = advance(next, [logEvent(2)]);
    expect(healed.gap).toBe(false);
    expect(healed.applied.map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('leaves events of other generations alone', () => {
    const other = { ...logEvent(1), generation_id: '00000000-0000-4000-8000-000000000000' };
    const next = advance(start(), [other]);
    expect(next.applied).toEqual([]);
    expect(next.gap).toBe(false);
  });
});
