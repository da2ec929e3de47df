import { z } from 'zod';
import type { Operation } from '@/app/_doors/route';
import { activity, listActivityInput } from '@/lib/activity/schemas';

export const listActivityOperation = {
  method: 'GET',
  path: '/api/projects/{id}/activity',
  summary: 'Who did what on the project, newest first',
  tag: 'Projects',
  access: 'signed-in',
  params: z.object({ id: z.uuid() }),
  query: listActivityInput,
  response: z.object({
    activity: z.array(activity),
    /** What to send as `before` for the next page; null at the end. */
    before: z.int().nullable(),
  }),
  status: 200,
} as const satisfies Operation;
