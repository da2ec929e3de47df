import { z } from 'zod';
import type { Operation } from '@/app/_doors/route';
import { generationStatus, generationSummary, startGenerationInput } from '@/lib/generations/schemas';
import {
  createProjectInput,
  listProjectsInput,
  project,
  projectMember,
  updateProjectInput,
} from '@/lib/projects/schemas';

const tag = 'Projects';
const params = z.object({ id: z.uuid() });
export const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

export const listProjectsOperation = {
  method: 'GET',
  path: '/api/projects',
  summary: 'List and search your projects',
  tag,
  access: 'signed-in',
  query: listProjectsInput,
  response: z.object({ projects: z.array(project), total: z.int() }),
  status: 200,
} as const satisfies Operation;

export const createProjectOperation = {
  method: 'POST',
  path: '/api/projects',
  summary: 'Create a project',
  tag,
  access: 'signed-in',
  body: createProjectInput,
  response: project,
  status: 201,
} as const satisfies Operation;

export const getProjectOperation = {
  method: 'GET',
  path: '/api/projects/{id}',
  summary: 'Read a project',
  tag,
  access: 'signed-in',
  params,
  response: project,
  status: 200,
} as const satisfies Operation;

export const updateProjectOperation = {
  method: 'PATCH',
  path: '/api/projects/{id}',
  summary: 'Rename, describe, archive or restore a project',
  tag,
  access: 'signed-in',
  params,
  body: updateProjectInput,
  response: project,
  status: 200,
} as const satisfies Operation;

export const deleteProjectOperation = {
  method: 'DELETE',
  path: '/api/projects/{id}',
  summary: 'Delete a project with everything in it',
  tag,
  access: 'signed-in',
  params,
  response: z.null(),
  status: 204,
} as const satisfies Operation;

export const listMembersOperation = {
  method: 'GET',
  path: '/api/projects/{id}/members',
  summary: 'Who is on the project',
  tag,
  access: 'signed-in',
  params,
  response: z.object({ members: z.array(projectMember) }),
  status: 200,
} as const satisfies Operation;

export const listGenerationsOperation = {
  method: 'GET',
  path: '/api/projects/{id}/generations',
  summary: 'List the generations of a project, newest first',
  tag,
  access: 'signed-in',
  params,
  query: page,
  response: z.object({ generations: z.array(generationSummary), total: z.int() }),
  status: 200,
} as const satisfies Operation;

export const startGenerationOperation = {
  method: 'POST',
  path: '/api/projects/{id}/generations',
  summary: 'Start a generation from words, a spec, or both',
  tag,
  access: 'signed-in',
  params,
  body: startGenerationInput,
  response: z.object({ generation_id: z.uuid(), status: generationStatus }),
  status: 202,
} as const satisfies Operation;
