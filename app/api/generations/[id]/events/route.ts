import { defineRoute } from '@/app/_doors/route';
import { listEventsOperation } from '@/app/_operations/generations';
import { listEvents } from '@/lib/generations/list-events';

export const GET = defineRoute(listEventsOperation, ({ ctx, params, query }) =>
  listEvents({ ctx, input: { generation_id: params.id, ...query } }),
);
