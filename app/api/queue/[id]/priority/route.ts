import { defineRoute } from '@/app/_doors/route';
import { setPriorityOperation } from '@/app/_operations/queue';
import { setPriority } from '@/lib/queue/change-entry';

export const PUT = defineRoute(setPriorityOperation, ({ ctx, params, body }) =>
  setPriority({ ctx, input: { generation_id: params.id, priority: body.priority } }),
);
