import { z } from 'zod';
import { appSpec } from '../specs/schemas.ts';

const time = z.iso.datetime({ offset: true });

export const generationStatus = z.enum([
  'queued',
  'running',
  'succeeded',
  'needs_attention',
  'failed',
  'cancelled',
]);
export type GenerationStatus = z.infer<typeof generationStatus>;

/** No status change can follow but a resume. */
export const finalStatuses: readonly GenerationStatus[] = [
  'succeeded',
  'needs_attention',
  'failed',
  'cancelled',
];

export const phaseStatus = z.enum(['pending', 'running', 'committed', 'failed', 'cancelled']);
export type PhaseStatus = z.infer<typeof phaseStatus>;

export const generationPriority = z.enum(['low', 'normal', 'high']);
export type GenerationPriority = z.infer<typeof generationPriority>;

/** Who wrote a file. */
export const fileOrigin = z.enum(['template', 'blueprint', 'model', 'person']);
export type FileOrigin = z.infer<typeof fileOrigin>;

export const finding = z
  .object({
    file: z.string(),
    line: z.int().nullable(),
    column: z.int().nullable(),
    severity: z.enum(['error', 'warning', 'info']),
    code: z.string(),
    message: z.string(),
    tool: z.string(),
  })
  .meta({ id: 'Finding' });

/** Why people see what they see: plain words, and what to do. */
export const failure = z
  .object({ code: z.string(), message: z.string(), hint: z.string().optional() })
  .meta({ id: 'Failure' });
export type Failure = z.infer<typeof failure>;

/** A file that a phase promised and could not deliver as asked. `fallback`: the blueprint stands in for it. */
export const shortfall = z
  .object({ path: z.string(), reason: z.string(), fallback: z.boolean() })
  .meta({ id: 'Shortfall' });
export type Shortfall = z.infer<typeof shortfall>;

export const phase = z
  .object({
    id: z.uuid(),
    /** `plan`, `core`, `entity:<name>`, `support`, `main`, `verify`. */
    key: z.string(),
    title: z.string(),
    /** Reading order, from 0. */
    position: z.int(),
    status: phaseStatus,
    attempt: z.int(),
    targets: z.array(z.object({ path: z.string(), purpose: z.string() })),
    files: z.int(),
    bytes: z.int(),
    shortfalls: z.array(shortfall),
    warnings: z.array(z.string()),
    failure: failure.nullable(),
    checkpoint_id: z.uuid().nullable(),
    started_at: time.nullable(),
    finished_at: time.nullable(),
  })
  .meta({ id: 'Phase' });
export type Phase = z.infer<typeof phase>;

export const quality = z
  .object({
    /** 0 to 100; `counts` says what was counted. */
    score: z.int().min(0).max(100),
    counts: z.object({
      errors: z.int(),
      warnings: z.int(),
      infos: z.int(),
      shortfalls: z.int(),
      files: z.int(),
    }),
    /** What was run, and what could not be and why. */
    checks: z.array(
      z.object({ name: z.string(), status: z.enum(['passed', 'failed', 'skipped']), note: z.string() }),
    ),
  })
  .meta({ id: 'Quality' });
export type Quality = z.infer<typeof quality>;

export const generationResult = z
  .object({
    code_path: z.string().nullable(),
    web_url: z.string().nullable(),
    files: z.int(),
    bytes: z.int(),
    tokens: z.object({ input: z.int(), output: z.int() }),
    cost_usd: z.number(),
    quality: quality.nullable(),
    findings: z.array(finding),
  })
  .meta({ id: 'GenerationResult' });
export type GenerationResult = z.infer<typeof generationResult>;

export const generation = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    /** Counts up within the project, from 1. */
    number: z.int(),
    stack: z.string(),
    model: z.string(),
    prompt: z.string(),
    spec: appSpec,
    status: generationStatus,
    priority: generationPriority,
    failure: failure.nullable(),
    result: generationResult.nullable(),
    head_checkpoint_id: z.uuid().nullable(),
    /** The number of the newest event: a subscriber that has applied it is up to date. */
    last_seq: z.int(),
    created_by: z.uuid().nullable(),
    created_at: time,
    started_at: time.nullable(),
    finished_at: time.nullable(),
    phases: z.array(phase),
  })
  .meta({ id: 'Generation' });
export type Generation = z.infer<typeof generation>;

export const generationSummary = generation
  .pick({
    id: true,
    project_id: true,
    number: true,
    stack: true,
    model: true,
    status: true,
    priority: true,
    created_at: true,
    started_at: true,
    finished_at: true,
  })
  .meta({ id: 'GenerationSummary' });
export type GenerationSummary = z.infer<typeof generationSummary>;

export const treeFile = z
  .object({
    path: z.string(),
    size: z.int(),
    sha256: z.string(),
    phase: z.string(),
    origin: fileOrigin,
  })
  .meta({ id: 'TreeFile' });
export type TreeFile = z.infer<typeof treeFile>;

export const fileContent = treeFile
  .extend({ content: z.string(), encoding: z.enum(['utf8', 'base64']) })
  .meta({ id: 'FileContent' });
export type FileContent = z.infer<typeof fileContent>;

export const checkpointCause = z.enum(['phase', 'edit', 'fix', 'regenerate', 'rollback', 'import']);

export const checkpoint = z
  .object({
    id: z.uuid(),
    generation_id: z.uuid(),
    /** Counts up within the generation, from 1. */
    version: z.int(),
    parent_id: z.uuid().nullable(),
    cause: checkpointCause,
    phase: z.string().nullable(),
    author_id: z.uuid().nullable(),
    message: z.string(),
    files_total: z.int(),
    bytes_total: z.int(),
    added: z.int(),
    changed: z.int(),
    removed: z.int(),
    created_at: time,
  })
  .meta({ id: 'Checkpoint' });
export type Checkpoint = z.infer<typeof checkpoint>;

export const startGenerationInput = z
  .object({
    prompt: z.string().max(20_000, 'Use at most 20,000 characters.').default(''),
    /** Wins over the prompt when given; checked against the stack as well. */
    spec: z.unknown().optional(),
    stack: z.string().max(32).optional(),
    model: z.string().max(100).optional(),
    priority: generationPriority.default('normal'),
  })
  .refine((input) => input.prompt.trim() !== '' || input.spec !== undefined, {
    message: 'Describe the app in words, or send a spec.',
    path: ['prompt'],
  });
export type StartGenerationInput = z.input<typeof startGenerationInput>;
