import { defineRoute } from '@/app/_doors/route';
import { getBatchOperation } from '@/app/_operations/batches';
import { getBatch } from '@/lib/batches/read-batches';

export const GET = defineRoute(getBatchOperation, ({ ctx, params }) =>
  getBatch({ ctx, input: { batch_id: params.id } }),
);
