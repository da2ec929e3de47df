import { defineRoute } from '@/app/_doors/route';
import { listGenerationsOperation, startGenerationOperation } from '@/app/_operations/projects';
import { listGenerations } from '@/lib/generations/list-generations';
import { startGeneration } from '@/lib/generations/start-generation';

export const GET = defineRoute(listGenerationsOperation, ({ ctx, params, query }) =>
  listGenerations({ ctx, input: { project_id: params.id, ...query } }),
);

export const POST = defineRoute(startGenerationOperation, ({ ctx, params, body }) =>
  startGeneration({ ctx, input: { ...body, project_id: params.id } }),
);
