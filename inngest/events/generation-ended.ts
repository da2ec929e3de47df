import { eventType } from 'inngest';
import { z } from 'zod';

/** A run came to its end, well or not: a place is free. */
export const generationEnded = eventType('generation/ended', {
  schema: z.object({ generation_id: z.uuid() }),
});
