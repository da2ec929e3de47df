import type { GenerationEvent } from '@/lib/generations/events';
import type { Generation } from '@/lib/generations/schemas';

const endings: Partial<Record<Generation['status'], string>> = {
  succeeded: 'Done. Every phase is committed.',
  needs_attention: 'Done, and something needs attention.',
  failed: 'The generation failed. What was committed is kept.',
  cancelled: 'Cancelled. What was committed is kept.',
};

/** What to say aloud about an event: one sentence per phase and one at the end, nothing for the rest. */
export function announceEvent(event: GenerationEvent, generation: Generation): string | null {
  if (event.type !== 'status') return null;
  const { payload } = event;
  if (payload.of === 'generation') return endings[payload.status] ?? null;
  if (payload.of === 'plan') return null;
  const title = generation.phases.find((phase) => phase.key === payload.phase)?.title ?? payload.phase;
  if (payload.status === 'committed') {
    const missing = payload.shortfalls.length === 0 ? '' : `, ${payload.shortfalls.length} not as asked`;
    return `${title}: committed, ${payload.files} ${payload.files === 1 ? 'file' : 'files'}${missing}.`;
  }
  return payload.status === 'failed' ? `${title}: failed. ${payload.failure?.message ?? ''}`.trim() : null;
}
