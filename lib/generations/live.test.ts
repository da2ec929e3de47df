import { describe, expect, it } from 'vitest';
import type { GenerationEvent } from './events.ts';
import { applyEvent, type LiveGeneration, maxLogLines, startLive } from './live.ts';
import type { Generation } from './schemas.ts';

const id = '5f2b7b36-6c0f-4f0e-8a55-0d3f6f6f0a01';
const at = '2026-11-20T10:00:00.000Z';

const fresh: Generation = {
  id,
  project_id: id,
  number: 1,
  stack: 'fastapi',
  model: 'blueprint',
  prompt: '',
  spec: { name: 'Blog', description: '', stack: 'fastapi', entities: [], links: [] },
  status: 'queued',
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

const events: GenerationEvent[] = (
  [
    { type: 'status', payload: { of: 'generation', status: 'running', failure: null, at } },
    {
      type: 'status',
      payload: { of: 'plan', at, phases: [{ id, key: 'core', title: 'Core', position: 0, targets: [] }] },
    },
    { type: 'status', payload: phase('running', null) },
    {
      type: 'code',
      payload: {
        phase: 'core',
        committed: true,
        files: [{ path: 'app/main.py', size: 3, sha256: 'a'.repeat(64), origin: 'blueprint' }],
      },
    },
    { type: 'status', payload: phase('committed', id) },
    { type: 'status', payload: { of: 'generation', status: 'succeeded', failure: null, at } },
  ] as const
).map((event, index) => ({ ...event, generation_id: id, seq: index + 1, created_at: at }) as GenerationEvent);

function phase(status: 'running' | 'committed', checkpoint_id: string | null) {
  return {
    of: 'phase' as const,
    phase: 'core',
    status,
    attempt: 1,
    files: status === 'committed' ? 1 : 0,
    bytes: 3,
    shortfalls: [],
    warnings: [],
    failure: null,
    checkpoint_id,
    at,
  };
}

function play(live: LiveGeneration, given: readonly GenerationEvent[]): LiveGeneration {
  return given.reduce((state, event) => {
    const next = applyEvent(state, event);
    if (next === 'gap') throw new Error(`gap before ${event.seq}`);
    return next;
  }, live);
}

describe('what a browser shows', () => {
  it('follows the log from the queue to the end', () => {
    const { generation, files, log } = play(startLive(fresh, []), events);
    expect(generation).toMatchObject({
      status: 'succeeded',
      last_seq: 6,
      finished_at: at,
      head_checkpoint_id: id,
    });
    expect(generation.phases[0]).toMatchObject({
      status: 'committed',
      files: 1,
      started_at: at,
      finished_at: at,
    });
    expect([...files.keys()]).toEqual(['app/main.py']);
    expect(log.map(({ seq }) => seq)).toEqual([1, 2, 3, 5, 6]);
  });

  it('is the same however often events arrive', () => {
    const once = play(startLive(fresh, []), events);
    expect(play(once, events)).toBe(once);
    expect(play(startLive(fresh, []), [...events.slice(0, 3), ...events])).toEqual(once);
  });

  it('refuses to skip an event', () => {
    const [first, , third] = events as [GenerationEvent, GenerationEvent, GenerationEvent];
    expect(applyEvent(play(startLive(fresh, []), [first]), third)).toBe('gap');
  });

  it('ignores what belongs to another generation', () => {
    const live = startLive(fresh, []);
    const other = {
      ...(events[0] as GenerationEvent),
      generation_id: '5f2b7b36-6c0f-4f0e-8a55-0d3f6f6f0a02',
    };
    expect(applyEvent(live, other)).toBe(live);
  });

  it('keeps the newest log lines only', () => {
    let live = startLive(fresh, []);
    for (let seq = 1; seq <= maxLogLines + 5; seq += 1) {
      const payload = { phase: null, level: 'info' as const, message: `line ${seq}` };
      live = play(live, [{ generation_id: id, seq, created_at: at, type: 'log', payload }]);
    }
    expect(live.log).toHaveLength(maxLogLines);
    expect(live.log.at(-1)?.message).toBe(`line ${maxLogLines + 5}`);
  });
});
