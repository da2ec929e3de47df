import { failGeneration } from '../../lib/generations/fail-generation.ts';
import { finishGeneration } from '../../lib/generations/finish-generation.ts';
import { runCodePhase } from '../../lib/generations/run-code-phase.ts';
import { runPlanPhase } from '../../lib/generations/run-plan-phase.ts';
import { runVerifyPhase } from '../../lib/generations/run-verify-phase.ts';
import { secretClient } from '../../lib/supabase/secret-client.ts';
import { inngest } from '../client.ts';
import { generationAdmitted } from '../events/generation-admitted.ts';
import { generationCancelled } from '../events/generation-cancelled.ts';
import { generationEnded } from '../events/generation-ended.ts';
import { runStep } from '../run-step.ts';

/**
 * plan → core → entity:* side by side → support → main → verify → finish, each a step that commits one checkpoint.
 * Steps return ids, never files. Checkpointing is off: each step is one request, and a place to cancel.
 */
export const generate = inngest.createFunction(
  {
    id: 'generate',
    name: 'Generate a project',
    triggers: [generationAdmitted],
    retries: 8,
    checkpointing: false,
    cancelOn: [{ event: generationCancelled, match: 'data.generation_id' }],
    onFailure: async ({ event, error, step }) => {
      const { generation_id, admission } = generationAdmitted.schema.parse(event.data.event.data);
      await step.run('fail', async () => {
        await failGeneration(
          secretClient(),
          { generation_id, admission },
          {
            code: 'generation_failed',
            message: error.message,
            hint: 'Everything committed so far is kept. Resume to go on from there.',
          },
        );
      });
      await step.sendEvent('ended', generationEnded.create({ generation_id }));
    },
  },
  async ({ event, step }) => {
    const handout = event.data;
    const { waves } = await step.run('plan', () => runStep(handout, runPlanPhase));
    for (const wave of waves) {
      const settled = await Promise.allSettled(
        wave.map((key) => step.run(key, () => runStep(handout, (run) => runCodePhase(run, key)))),
      );
      for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
    }
    await step.run('verify', () => runStep(handout, runVerifyPhase));
    const status = await step.run('finish', () => runStep(handout, finishGeneration));
    await step.sendEvent('ended', generationEnded.create({ generation_id: handout.generation_id }));
    return { status };
  },
);
