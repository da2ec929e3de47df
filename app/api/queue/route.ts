import { defineRoute } from '@/app/_doors/route';
import { readQueueOperation } from '@/app/_operations/queue';
import { readQueue } from '@/lib/queue/read-queue';

export const GET = defineRoute(readQueueOperation, ({ ctx, query }) => readQueue({ ctx, input: query }));
