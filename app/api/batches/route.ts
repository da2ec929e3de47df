import { defineRoute } from '@/app/_doors/route';
import { listBatchesOperation, startBatchOperation } from '@/app/_operations/batches';
import { listBatches } from '@/lib/batches/read-batches';
import { startBatch } from '@/lib/batches/start-batch';

export const GET = defineRoute(listBatchesOperation, ({ ctx, query }) => listBatches({ ctx, input: query }));

export const POST = defineRoute(startBatchOperation, ({ ctx, body }) => startBatch({ ctx, input: body }));
