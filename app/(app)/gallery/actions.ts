'use server';

import type { z } from 'zod';
import { defineAction } from '@/app/_doors/action';
import { startBatchInput } from '@/lib/batches/schemas';
import { startBatch } from '@/lib/batches/start-batch';

const start = defineAction(startBatchInput, ({ ctx, input }) => startBatch({ ctx, input }));

export async function startBatchAction(input: z.input<typeof startBatchInput>) {
  return start(input);
}
