import { z } from 'zod';
import {
  failure,
  fileOrigin,
  finding,
  generationResult,
  generationStatus,
  phaseStatus,
  shortfall,
} from './schemas.ts';

const time = z.iso.datetime({ offset: true });

/** A generation changed its status; `null` phase. */
const generationChanged = z.object({
  of: z.literal('generation'),
  status: generationStatus,
  failure: failure.nullable(),
  at: time,
});

/** A phase changed its status. `files`, `bytes` and `checkpoint_id` are filled when it committed. */
const phaseChanged = z.object({
  of: z.literal('phase'),
  phase: z.string(),
  status: phaseStatus,
  attempt: z.int(),
  files: z.int(),
  bytes: z.int(),
  shortfalls: z.array(shortfall),
  warnings: z.array(z.string()),
  failure: failure.nullable(),
  checkpoint_id: z.uuid().nullable(),
  at: time,
});

/** The plan phase committed: the phases that follow, in reading order. */
const planned = z.object({
  of: z.literal('plan'),
  phases: z.array(
    z.object({
      id: z.uuid(),
      key: z.string(),
      title: z.string(),
      position: z.int(),
      targets: z.array(z.object({ path: z.string(), purpose: z.string() })),
    }),
  ),
  at: time,
});

const eventPayloads = {
  status: z.discriminatedUnion('of', [generationChanged, phaseChanged, planned]),
  /** Files were written. Large code travels in slices of a single file; a file without `slice` is fetched when it is opened. */
  code: z.object({
    phase: z.string(),
    files: z.array(z.object({ path: z.string(), size: z.int(), sha256: z.string(), origin: fileOrigin })),
    /** False while the phase that wrote them has not committed. */
    committed: z.boolean(),
    slice: z.object({ index: z.int(), total: z.int(), text: z.string() }).optional(),
  }),
  text: z.object({ phase: z.string().nullable(), text: z.string() }),
  chat: z.object({ message_id: z.uuid(), role: z.enum(['user', 'assistant', 'system']), text: z.string() }),
  error: failure.extend({ phase: z.string().nullable() }),
  analysis_error: finding,
  log: z.object({
    phase: z.string().nullable(),
    level: z.enum(['info', 'warning', 'error']),
    message: z.string(),
  }),
  result: generationResult,
} as const;

const envelope = { generation_id: z.uuid(), seq: z.int().positive(), created_at: time };

function event<Type extends keyof typeof eventPayloads>(type: Type) {
  return z.object({ ...envelope, type: z.literal(type), payload: eventPayloads[type] });
}

/** Everything that leaves the server about a generation (J6). `seq` counts up by one within a generation, without gaps. */
export const generationEvent = z
  .discriminatedUnion('type', [
    event('status'),
    event('code'),
    event('text'),
    event('chat'),
    event('error'),
    event('analysis_error'),
    event('log'),
    event('result'),
  ])
  .meta({ id: 'GenerationEvent' });
export type GenerationEvent = z.infer<typeof generationEvent>;
export type EventType = GenerationEvent['type'];
