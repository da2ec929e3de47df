import { eventType } from 'inngest';
import { z } from 'zod';

/** Somebody cancelled a generation; its row says so already. */
export const generationCancelled = eventType('generation/cancelled', {
  schema: z.object({ generation_id: z.uuid() }),
});
