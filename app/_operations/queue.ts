import { z } from 'zod';
import type { Operation } from '@/app/_doors/route';
import { generationPriority, generationStatus } from '@/lib/generations/schemas';
import { queue, readQueueInput, setPriorityInput } from '@/lib/queue/schemas';

const tag = 'Queue';

export const readQueueOperation = {
  method: 'GET',
  path: '/api/queue',
  summary: 'What waits and runs, and when it should start; everybody’s for administrators',
  tag,
  access: 'signed-in',
  query: readQueueInput,
  response: queue,
  status: 200,
} as const satisfies Operation;

export const setPriorityOperation = {
  method: 'PUT',
  path: '/api/queue/{id}/priority',
  summary: 'Move a waiting generation forwards or back',
  tag,
  access: 'signed-in',
  params: z.object({ id: z.uuid() }),
  body: setPriorityInput.omit({ generation_id: true }),
  response: z.object({ generation_id: z.uuid(), priority: generationPriority }),
  status: 200,
} as const satisfies Operation;

export const cancelEntryOperation = {
  method: 'DELETE',
  path: '/api/queue/{id}',
  summary: 'Cancel what waits or runs; administrators anybody’s',
  tag,
  access: 'signed-in',
  params: z.object({ id: z.uuid() }),
  response: z.object({ generation_id: z.uuid(), status: generationStatus }),
  status: 202,
} as const satisfies Operation;
