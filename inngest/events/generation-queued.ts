import { eventType } from 'inngest';
import { z } from 'zod';

/** Somebody queued a generation, or resumed one. */
export const generationQueued = eventType('generation/queued', {
  schema: z.object({ generation_id: z.uuid() }),
});
