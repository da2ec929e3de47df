import { defineRoute } from '@/app/_doors/route';
import {
  deleteProjectOperation,
  getProjectOperation,
  updateProjectOperation,
} from '@/app/_operations/projects';
import { deleteProject } from '@/lib/projects/delete-project';
import { getProject } from '@/lib/projects/get-project';
import { updateProject } from '@/lib/projects/update-project';

export const GET = defineRoute(getProjectOperation, ({ ctx, params }) =>
  getProject({ ctx, input: { project_id: params.id } }),
);

export const PATCH = defineRoute(updateProjectOperation, ({ ctx, params, body }) =>
  updateProject({ ctx, input: { project_id: params.id, change: body } }),
);

export const DELETE = defineRoute(deleteProjectOperation, ({ ctx, params }) =>
  deleteProject({ ctx, input: { project_id: params.id } }),
);
