import { z } from 'zod';
import { failure, generationPriority, generationStatus, generationSummary } from '../generations/schemas.ts';
import { projectName } from '../projects/schemas.ts';

const time = z.iso.datetime({ offset: true });

/** More than people compare side by side. */
export const maxBatch = 20;

const batchApp = z
  .object({
    /** An app of the gallery, by its id. */
    gallery: z.string().max(40).optional(),
    prompt: z.string().max(20_000, 'Use at most 20,000 characters.').default(''),
    /** Wins over the prompt, as everywhere. */
    spec: z.unknown().optional(),
    /** Of the project that is made for it; the app's own name unless said. */
    name: projectName.optional(),
    /** A project that exists already; without it the app gets one of its own. */
    project_id: z.uuid().optional(),
  })
  .refine(
    ({ gallery, prompt, spec }) => gallery !== undefined || prompt.trim() !== '' || spec !== undefined,
    {
      message: 'Choose an app of the gallery, describe one in words, or send a spec.',
    },
  );

const choices = z.array(z.string().max(100)).min(1, 'Choose at least one.').max(maxBatch);

/** Every app is generated on every stack by every model: several apps, or one app compared. */
export const startBatchInput = z
  .object({
    title: z.string().trim().max(80, 'Use at most 80 characters.').default(''),
    apps: z.array(batchApp).min(1, 'Choose at least one app.').max(maxBatch),
    /** The spec's own stack, or the first there is, unless said. */
    stacks: choices.optional(),
    models: choices.optional(),
    priority: generationPriority.default('normal'),
  })
  .refine(({ apps, stacks, models }) => apps.length * distinct(stacks) * distinct(models) <= maxBatch, {
    message: `A batch starts at most ${maxBatch} generations.`,
    path: ['apps'],
  });
export type StartBatchInput = z.input<typeof startBatchInput>;

function distinct(chosen: readonly string[] | undefined): number {
  return chosen === undefined ? 1 : new Set(chosen).size;
}

export const startedEntry = z
  .object({
    /** Of the app in the request, from 0. */
    app: z.int(),
    stack: z.string().nullable(),
    model: z.string().nullable(),
    /** Null where it did not start; then `error` says why, and nothing of it was made. */
    generation: z
      .object({ project_id: z.uuid(), generation_id: z.uuid(), status: generationStatus })
      .nullable(),
    error: failure.nullable(),
  })
  .meta({ id: 'StartedEntry' });
export type StartedEntry = z.infer<typeof startedEntry>;

export const startedBatch = z.object({ batch_id: z.uuid(), entries: z.array(startedEntry) });
export type StartedBatch = z.infer<typeof startedBatch>;

/** What `start_batch` in SQL answers. */
export const sqlOutcome = z.object({
  batch_id: z.uuid().nullable(),
  entries: z.array(
    z.union([
      z.object({ index: z.int(), error: failure }),
      z.object({
        index: z.int(),
        project_id: z.uuid(),
        generation_id: z.uuid(),
        status: generationStatus,
      }),
    ]),
  ),
});

export const batchSummary = z
  .object({
    id: z.uuid(),
    title: z.string(),
    mine: z.boolean(),
    created_at: time,
    /** Of its generations that the caller may see. */
    statuses: z.array(generationStatus),
  })
  .meta({ id: 'BatchSummary' });
export type BatchSummary = z.infer<typeof batchSummary>;

export const batchEntry = generationSummary
  .extend({
    project_name: z.string(),
    phases_total: z.int(),
    phases_committed: z.int(),
    /** Committed so far. */
    files: z.int(),
    bytes: z.int(),
    /** These follow from the result, and are null before the end. */
    quality_score: z.int().nullable(),
    findings: z.int().nullable(),
    tokens: z.int().nullable(),
    cost_usd: z.number().nullable(),
    failure: failure.nullable(),
    /** In the queue, while it waits. */
    position: z.int().nullable(),
    expected_start: time.nullable(),
  })
  .meta({ id: 'BatchEntry' });
export type BatchEntry = z.infer<typeof batchEntry>;

export const batch = batchSummary
  .omit({ statuses: true })
  .extend({ entries: z.array(batchEntry) })
  .meta({ id: 'Batch' });
export type Batch = z.infer<typeof batch>;

export const listBatchesInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type ListBatchesInput = z.input<typeof listBatchesInput>;
