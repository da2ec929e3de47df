'use server';

import { z } from 'zod';
import { defineAction } from '@/app/_doors/action';
import { cancelEntry, setPriority } from '@/lib/queue/change-entry';
import { setPriorityInput } from '@/lib/queue/schemas';

const cancel = defineAction(z.object({ generation_id: z.uuid() }), ({ ctx, input }) =>
  cancelEntry({ ctx, input }),
);
const prioritize = defineAction(setPriorityInput, ({ ctx, input }) => setPriority({ ctx, input }));

export async function cancelEntryAction(input: { generation_id: string }) {
  return cancel(input);
}

export async function setPriorityAction(input: z.input<typeof setPriorityInput>) {
  return prioritize(input);
}
