import { defineRoute } from '@/app/_doors/route';
import { resumeGenerationOperation } from '@/app/_operations/generations';
import { resumeGeneration } from '@/lib/generations/change-generation';

export const POST = defineRoute(resumeGenerationOperation, ({ ctx, params }) =>
  resumeGeneration({ ctx, input: { generation_id: params.id } }),
);
