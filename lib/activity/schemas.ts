import { z } from 'zod';
import { checkpointCause, generationPriority, generationStatus } from '../generations/schemas.ts';
import { projectRole } from '../projects/schemas.ts';

const ofGeneration = { number: z.int(), stack: z.string(), model: z.string() };
const ofMember = { user_id: z.uuid(), name: z.string().nullable(), role: projectRole };

const subjects = {
  project_created: z.object({ name: z.string() }),
  project_renamed: z.object({ from: z.string(), name: z.string() }),
  project_archived: z.object({}),
  project_restored: z.object({}),
  member_joined: z.object(ofMember),
  member_left: z.object(ofMember),
  member_removed: z.object(ofMember),
  role_changed: z.object({ ...ofMember, from: projectRole }),
  generation_started: z.object(ofGeneration),
  generation_cancelled: z.object(ofGeneration),
  generation_resumed: z.object(ofGeneration),
  generation_finished: z.object({ ...ofGeneration, status: generationStatus, cause: z.string().optional() }),
  generation_deleted: z.object(ofGeneration),
  priority_changed: z.object({ ...ofGeneration, from: generationPriority, priority: generationPriority }),
  /** A hand edit, a fix, a regeneration, a rollback. */
  version_made: z.object({
    number: z.int(),
    checkpoint_id: z.uuid(),
    version: z.int(),
    cause: checkpointCause,
    message: z.string(),
    added: z.int(),
    changed: z.int(),
    removed: z.int(),
  }),
} as const;

function line<Verb extends keyof typeof subjects>(verb: Verb) {
  return z.object({
    /** Counts up; pages go back from it. */
    id: z.int(),
    /** Null when the engine did it. The name is the one that the person had then; `id` is null when the account is gone. */
    actor: z.object({ id: z.uuid().nullable(), name: z.string() }).nullable(),
    /** Null where it is not about one, or where that one was deleted. */
    generation_id: z.uuid().nullable(),
    created_at: z.iso.datetime({ offset: true }),
    verb: z.literal(verb),
    subject: subjects[verb],
  });
}

/** Who did what on a project (H4). */
export const activity = z
  .discriminatedUnion('verb', [
    line('project_created'),
    line('project_renamed'),
    line('project_archived'),
    line('project_restored'),
    line('member_joined'),
    line('member_left'),
    line('member_removed'),
    line('role_changed'),
    line('generation_started'),
    line('generation_cancelled'),
    line('generation_resumed'),
    line('generation_finished'),
    line('generation_deleted'),
    line('priority_changed'),
    line('version_made'),
  ])
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof activity>;

export const listActivityInput = z.object({
  /** Lines older than the one with this id. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListActivityInput = z.input<typeof listActivityInput>;
