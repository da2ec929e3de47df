import { defineRoute } from '@/app/_doors/route';
import { listCheckpointsOperation } from '@/app/_operations/generations';
import { listCheckpoints } from '@/lib/generations/list-checkpoints';

export const GET = defineRoute(listCheckpointsOperation, ({ ctx, params }) =>
  listCheckpoints({ ctx, input: { generation_id: params.id } }),
);
