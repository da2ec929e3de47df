import { defineRoute } from '@/app/_doors/route';
import { listFilesOperation } from '@/app/_operations/generations';
import { listFiles } from '@/lib/generations/list-files';

export const GET = defineRoute(listFilesOperation, ({ ctx, params, query }) =>
  listFiles({ ctx, input: { generation_id: params.id, ...query } }),
);
