import type { Operation } from '@/app/_doors/route';
import * as activity from '@/app/_operations/activity';
import * as auth from '@/app/_operations/auth';
import * as batches from '@/app/_operations/batches';
import * as generations from '@/app/_operations/generations';
import * as projects from '@/app/_operations/projects';
import * as queue from '@/app/_operations/queue';
import * as system from '@/app/_operations/system';

/** Every operation of the HTTP interface; a test holds this list against the route files. */
export const operations: readonly Operation[] = [
  auth,
  projects,
  activity,
  generations,
  batches,
  queue,
  system,
]
  .flatMap((module): unknown[] => Object.values(module))
  .filter((value): value is Operation => typeof value === 'object' && value !== null && 'method' in value);
