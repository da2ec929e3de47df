import { defineRoute } from '@/app/_doors/route';
import { readFileOperation } from '@/app/_operations/generations';
import { readFile } from '@/lib/generations/read-file';

export const GET = defineRoute(readFileOperation, ({ ctx, params, query }) =>
  readFile({ ctx, input: { generation_id: params.id, path: params.path, ...query } }),
);
