import { z } from 'zod';
import type { Operation } from '@/app/_doors/route';
import { generationEvent } from '@/lib/generations/events';
import { previewPlanInput } from '@/lib/generations/preview-plan';
import { checkpoint, fileContent, generation, generationStatus, treeFile } from '@/lib/generations/schemas';
import { appSpec } from '@/lib/specs/schemas';

const tag = 'Generations';
const files = 'Files';
const params = z.object({ id: z.uuid() });
const started = z.object({ generation_id: z.uuid(), status: generationStatus });
const atCheckpoint = z.object({ checkpoint_id: z.uuid().optional() });

export const previewPlanOperation = {
  method: 'POST',
  path: '/api/plan',
  summary: 'What a generation would do, before it starts',
  tag,
  access: 'signed-in',
  body: previewPlanInput,
  response: z.object({
    spec: appSpec,
    notes: z.array(z.string()),
    phases: z.array(z.object({ key: z.string(), title: z.string(), files: z.int() })),
    files: z.int(),
  }),
  status: 200,
} as const satisfies Operation;

export const getGenerationOperation = {
  method: 'GET',
  path: '/api/generations/{id}',
  summary: 'Read a generation with its phases and result',
  tag,
  access: 'signed-in',
  params,
  response: generation,
  status: 200,
} as const satisfies Operation;

export const deleteGenerationOperation = {
  method: 'DELETE',
  path: '/api/generations/{id}',
  summary: 'Delete a generation that has ended',
  tag,
  access: 'signed-in',
  params,
  response: z.null(),
  status: 204,
} as const satisfies Operation;

export const cancelGenerationOperation = {
  method: 'POST',
  path: '/api/generations/{id}/cancel',
  summary: 'Stop a generation; what was committed stays',
  tag,
  access: 'signed-in',
  params,
  response: started,
  status: 202,
} as const satisfies Operation;

export const resumeGenerationOperation = {
  method: 'POST',
  path: '/api/generations/{id}/resume',
  summary: 'Go on with a failed or cancelled generation from its last checkpoint',
  tag,
  access: 'signed-in',
  params,
  response: started,
  status: 202,
} as const satisfies Operation;

export const listEventsOperation = {
  method: 'GET',
  path: '/api/generations/{id}/events',
  summary: 'The log after an event, oldest first, 500 at once',
  tag,
  access: 'signed-in',
  params,
  query: z.object({
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(500),
  }),
  response: z.object({ events: z.array(generationEvent) }),
  status: 200,
} as const satisfies Operation;

export const listCheckpointsOperation = {
  method: 'GET',
  path: '/api/generations/{id}/checkpoints',
  summary: 'The versions of a generation, newest first',
  tag,
  access: 'signed-in',
  params,
  response: z.object({ checkpoints: z.array(checkpoint) }),
  status: 200,
} as const satisfies Operation;

export const listFilesOperation = {
  method: 'GET',
  path: '/api/generations/{id}/files',
  summary: 'The newest tree, or that of a checkpoint',
  tag: files,
  access: 'signed-in',
  params,
  query: atCheckpoint,
  response: z.object({ checkpoint_id: z.uuid().nullable(), files: z.array(treeFile) }),
  status: 200,
} as const satisfies Operation;

export const readFileOperation = {
  method: 'GET',
  path: '/api/generations/{id}/files/{path}',
  summary: 'Read one file; the path may contain slashes',
  tag: files,
  access: 'signed-in',
  params: z.object({
    id: z.uuid(),
    path: z
      .union([z.string(), z.array(z.string()).transform((segments) => segments.join('/'))])
      .pipe(z.string().max(1_024)),
  }),
  query: atCheckpoint,
  response: fileContent,
  status: 200,
} as const satisfies Operation;

export const archiveOperation = {
  method: 'GET',
  path: '/api/generations/{id}/archive',
  summary: 'Download everything committed so far as a zip',
  tag: files,
  access: 'signed-in',
  params,
  query: atCheckpoint,
  response: {
    contentType: 'application/zip',
    description: 'The tree in one folder named after the project.',
  },
  status: 200,
} as const satisfies Operation;
