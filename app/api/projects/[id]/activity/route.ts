import { defineRoute } from '@/app/_doors/route';
import { listActivityOperation } from '@/app/_operations/activity';
import { listActivity } from '@/lib/activity/list-activity';

export const GET = defineRoute(listActivityOperation, ({ ctx, params, query }) =>
  listActivity({ ctx, input: { project_id: params.id, ...query } }),
);
