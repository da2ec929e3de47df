import { z } from 'zod';
import { generationStatus } from '../generations/schemas.ts';

export const projectRole = z.enum(['owner', 'editor', 'viewer']);
export type ProjectRole = z.infer<typeof projectRole>;

export const projectName = z
  .string({ error: 'Give the project a name.' })
  .trim()
  .min(1, 'Give the project a name.')
  .max(80, 'Use at most 80 characters.')
  .refine((name) => !/\p{Cc}/u.test(name), 'Leave out control characters.');

export const projectDescription = z.string().trim().max(2_000, 'Use at most 2,000 characters.');

export const project = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    /** The caller's own role. */
    role: projectRole,
    archived: z.boolean(),
    created_at: z.iso.datetime({ offset: true }),
    updated_at: z.iso.datetime({ offset: true }),
    /** The newest generation, null before the first. */
    latest_generation: z
      .object({
        id: z.uuid(),
        stack: z.string(),
        status: generationStatus,
        phases_total: z.int(),
        phases_committed: z.int(),
        created_at: z.iso.datetime({ offset: true }),
        finished_at: z.iso.datetime({ offset: true }).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof project>;

export const projectSort = z.enum(['updated', 'created', 'name']);

export const listProjectsInput = z.object({
  search: z.string().trim().max(200).default(''),
  sort: projectSort.default('updated'),
  archived: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .default(false),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type ListProjectsInput = z.input<typeof listProjectsInput>;

export const createProjectInput = z.object({
  name: projectName,
  description: projectDescription.default(''),
});
export type CreateProjectInput = z.input<typeof createProjectInput>;

export const updateProjectInput = z
  .object({ name: projectName, description: projectDescription, archived: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Say what to change: name, description or archived.');
export type UpdateProjectInput = z.input<typeof updateProjectInput>;

export const projectMember = z
  .object({
    user_id: z.uuid(),
    display_name: z.string(),
    role: projectRole,
    joined_at: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'ProjectMember' });
export type ProjectMember = z.infer<typeof projectMember>;
