import { z } from 'zod';
import { generationPriority } from '../generations/schemas.ts';

const time = z.iso.datetime({ offset: true });
const seconds = z.number().min(0);

/** A generation that waits or runs. */
export const queueEntry = z
  .object({
    generation_id: z.uuid(),
    project_id: z.uuid(),
    project_name: z.string(),
    number: z.int(),
    stack: z.string(),
    model: z.string(),
    status: z.enum(['queued', 'running']),
    priority: generationPriority,
    /** From 1, in the order in which places are given; null while it runs. */
    position: z.int().nullable(),
    /** An estimate; null where nothing has ended yet to estimate from, and while it runs. */
    expected_start: time.nullable(),
    queued_at: time,
    running_since: time.nullable(),
    started_by: z.string().nullable(),
    mine: z.boolean(),
    /** Whether the caller belongs to its project; administrators see others too. */
    member: z.boolean(),
    may_change: z.boolean(),
    phases_total: z.int(),
    phases_committed: z.int(),
  })
  .meta({ id: 'QueueEntry' });
export type QueueEntry = z.infer<typeof queueEntry>;

export const queueStatistics = z
  .object({
    hours: z.int(),
    succeeded: z.int(),
    needs_attention: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    /** Succeeded of all that ended by themselves, 0 to 1; null when none did. */
    success_rate: z.number().min(0).max(1).nullable(),
    wait_p50_seconds: seconds.nullable(),
    wait_p95_seconds: seconds.nullable(),
    /** Why generations failed, the most frequent first, ten at most. */
    causes: z.array(z.object({ code: z.string(), message: z.string(), times: z.int() })),
  })
  .meta({ id: 'QueueStatistics' });
export type QueueStatistics = z.infer<typeof queueStatistics>;

export const queue = z
  .object({
    depth: z.int(),
    running: z.int(),
    /** How many may run at once; null when the limit is lifted. */
    limit: z.int().nullable(),
    /** Whether the caller is an administrator. */
    administrator: z.boolean(),
    /** Median of the newest 50 runs; null before the first has ended. */
    typical_seconds: seconds.nullable(),
    /** What runs, then what waits in its order, 500 at most. */
    entries: z.array(queueEntry),
    /** For administrators, of the last day and the last week; null for everyone else. */
    statistics: z.object({ day: queueStatistics, week: queueStatistics }).nullable(),
  })
  .meta({ id: 'Queue' });
export type Queue = z.infer<typeof queue>;

export const readQueueInput = z.object({
  /** `all` is for administrators, and what they get unless they ask otherwise; `own` is the caller's projects. */
  scope: z.enum(['own', 'all']).optional(),
  project_id: z.uuid().optional(),
});
export type ReadQueueInput = z.input<typeof readQueueInput>;

/** What `read_queue` in SQL answers. */
export const queueSnapshot = queue.omit({ limit: true, statistics: true }).extend({
  now: time,
  running_seconds: z.array(z.number()),
  entries: z.array(queueEntry.omit({ expected_start: true })),
});

/** What `queue_statistics` in SQL answers. */
export const statisticsSnapshot = queueStatistics.omit({ success_rate: true });

export const setPriorityInput = z.object({ generation_id: z.uuid(), priority: generationPriority });
