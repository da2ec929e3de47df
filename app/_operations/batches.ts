import { z } from 'zod';
import type { Operation } from '@/app/_doors/route';
import { batch, batchSummary, listBatchesInput, startBatchInput, startedBatch } from '@/lib/batches/schemas';
import { appSpec } from '@/lib/specs/schemas';

const tag = 'Batches';

export const galleryOperation = {
  method: 'GET',
  path: '/api/gallery',
  summary: 'Specs that are ready to start',
  tag,
  access: 'signed-in',
  response: z.object({ apps: z.array(z.object({ id: z.string(), summary: z.string(), spec: appSpec })) }),
  status: 200,
} as const satisfies Operation;

export const startBatchOperation = {
  method: 'POST',
  path: '/api/batches',
  summary: 'Start several apps at once, or one on several stacks by several models',
  tag,
  access: 'signed-in',
  body: startBatchInput,
  response: startedBatch,
  status: 202,
} as const satisfies Operation;

export const listBatchesOperation = {
  method: 'GET',
  path: '/api/batches',
  summary: 'The batches that you started or that touch your projects, newest first',
  tag,
  access: 'signed-in',
  query: listBatchesInput,
  response: z.object({ batches: z.array(batchSummary) }),
  status: 200,
} as const satisfies Operation;

export const getBatchOperation = {
  method: 'GET',
  path: '/api/batches/{id}',
  summary: 'A batch with its generations side by side',
  tag,
  access: 'signed-in',
  params: z.object({ id: z.uuid() }),
  response: batch,
  status: 200,
} as const satisfies Operation;
