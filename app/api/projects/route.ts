import { defineRoute } from '@/app/_doors/route';
import { createProjectOperation, listProjectsOperation } from '@/app/_operations/projects';
import { createProject } from '@/lib/projects/create-project';
import { listProjects } from '@/lib/projects/list-projects';

export const GET = defineRoute(listProjectsOperation, ({ ctx, query }) =>
  listProjects({ ctx, input: query }),
);

export const POST = defineRoute(createProjectOperation, ({ ctx, body }) =>
  createProject({ ctx, input: body }),
);
