import { admitGenerations } from '../../lib/generations/admit-generations.ts';
import { secretClient } from '../../lib/supabase/secret-client.ts';
import { inngest } from '../client.ts';
import { admitted } from '../events/generation-admitted.ts';
import { generationCancelled } from '../events/generation-cancelled.ts';
import { generationEnded } from '../events/generation-ended.ts';
import { generationQueued } from '../events/generation-queued.ts';

/** Whenever one is queued or a place is freed, those whose turn it is start. The queue itself is rows. */
export const admit = inngest.createFunction(
  {
    id: 'admit',
    name: 'Admit waiting generations',
    triggers: [generationQueued, generationEnded, generationCancelled],
    checkpointing: false,
  },
  async ({ step }) => {
    const handouts = await step.run('admit', () => admitGenerations(secretClient()));
    if (handouts.length > 0) await step.sendEvent('announce', handouts.map(admitted));
    return { admitted: handouts.length };
  },
);
