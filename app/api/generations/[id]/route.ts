import { defineRoute } from '@/app/_doors/route';
import { deleteGenerationOperation, getGenerationOperation } from '@/app/_operations/generations';
import { deleteGeneration } from '@/lib/generations/change-generation';
import { getGeneration } from '@/lib/generations/get-generation';

export const GET = defineRoute(getGenerationOperation, ({ ctx, params }) =>
  getGeneration({ ctx, input: { generation_id: params.id } }),
);

export const DELETE = defineRoute(deleteGenerationOperation, ({ ctx, params }) =>
  deleteGeneration({ ctx, input: { generation_id: params.id } }),
);
