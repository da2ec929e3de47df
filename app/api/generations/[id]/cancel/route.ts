import { defineRoute } from '@/app/_doors/route';
import { cancelGenerationOperation } from '@/app/_operations/generations';
import { cancelGeneration } from '@/lib/generations/change-generation';

export const POST = defineRoute(cancelGenerationOperation, ({ ctx, params }) =>
  cancelGeneration({ ctx, input: { generation_id: params.id } }),
);
