import { defineRoute } from '@/app/_doors/route';
import { cancelEntryOperation } from '@/app/_operations/queue';
import { cancelEntry } from '@/lib/queue/change-entry';

export const DELETE = defineRoute(cancelEntryOperation, ({ ctx, params }) =>
  cancelEntry({ ctx, input: { generation_id: params.id } }),
);
