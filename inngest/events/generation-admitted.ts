import { eventType } from 'inngest';
import { z } from 'zod';

/** A generation got its place and runs under this admission number. */
export const generationAdmitted = eventType('generation/admitted', {
  schema: z.object({ generation_id: z.uuid(), admission: z.int().positive() }),
});

/** The id makes announcing the same admission twice start one run. */
export function admitted(handout: { generation_id: string; admission: number }) {
  return generationAdmitted.create(handout, { id: `admitted-${handout.generation_id}-${handout.admission}` });
}
