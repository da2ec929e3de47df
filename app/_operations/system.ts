import { z } from 'zod';
import type { Operation } from '@/app/_doors/route';

const tag = 'System';

const choice = z.object({ id: z.string(), title: z.string(), summary: z.string() });

export const choicesOperation = {
  method: 'GET',
  path: '/api/stacks',
  summary: 'What can be generated, and which models can write it',
  tag,
  access: 'signed-in',
  response: z.object({ stacks: z.array(choice), models: z.array(choice) }),
  status: 200,
} as const satisfies Operation;

export const healthOperation = {
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the server is alive, and ready to work',
  tag,
  access: 'public',
  response: z.object({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    checks: z.record(z.string(), z.enum(['ok', 'unreachable'])),
  }),
  status: 200,
} as const satisfies Operation;

export const openapiOperation = {
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This description',
  tag,
  access: 'public',
  response: { contentType: 'application/json', description: 'OpenAPI 3.1' },
  status: 200,
} as const satisfies Operation;
