import { cron } from 'inngest';
import { admitGenerations, reclaimGenerations } from '../../lib/generations/admit-generations.ts';
import { setAdministrators } from '../../lib/queue/set-administrators.ts';
import { secretClient } from '../../lib/supabase/secret-client.ts';
import { inngest } from '../client.ts';
import { admitted } from '../events/generation-admitted.ts';

/** Every minute: what the engine or an announcement forgot is found in the rows and started (again), and the list of administrators is made what the environment says. */
export const sweep = inngest.createFunction(
  { id: 'sweep', name: 'Reclaim expired leases', triggers: [cron('* * * * *')], checkpointing: false },
  async ({ step }) => {
    await step.run('administrators', () => setAdministrators(secretClient()));
    const reclaimed = await step.run('reclaim', () => reclaimGenerations(secretClient()));
    const waiting = await step.run('admit', () => admitGenerations(secretClient()));
    const handouts = [...reclaimed, ...waiting];
    if (handouts.length > 0) await step.sendEvent('announce', handouts.map(admitted));
    return { reclaimed: reclaimed.length, admitted: waiting.length };
  },
);
