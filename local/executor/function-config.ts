import { createHash } from 'node:crypto';
import { z } from 'zod';
import { nextFire } from './cron.ts';
import { parseDuration } from './duration.ts';
import { checkExpression } from './expression.ts';

/** A function as the executor uses it; times are milliseconds. */
export interface RegisteredFunction {
  readonly id: string;
  /** `ctx.fn_id`: stable for one function id. */
  readonly uuid: string;
  readonly maxAttempts: number;
  readonly triggers: readonly { readonly event: string; readonly expression?: string }[];
  readonly crons: readonly string[];
  readonly cancels: readonly {
    readonly event: string;
    readonly expression?: string;
    readonly windowMs?: number;
  }[];
  readonly concurrency: readonly ConcurrencyLimit[];
  readonly priority?: string;
  readonly idempotency?: string;
  readonly finishTimeoutMs?: number;
}

export interface ConcurrencyLimit {
  /** Names the limit; limits of scope `env` or `account` are shared by every function that names the same key. */
  readonly name: string;
  readonly limit: number;
  readonly key?: string;
}

/** Why a sync was refused, in words for whoever wrote the function. */
export class UnsupportedFunctionError extends Error {
  override readonly name = 'UnsupportedFunctionError';
}

/**
 * Reads one entry of a sync's `functions`.
 * @throws UnsupportedFunctionError naming the function and the option that this executor would otherwise ignore
 */
export function readFunctionConfig(raw: unknown): RegisteredFunction {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const id = z.object({ id: z.string() }).safeParse(raw);
    const issue = parsed.error.issues[0];
    throw new UnsupportedFunctionError(
      `function "${id.success ? id.data.id : '?'}": ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`,
    );
  }
  const config = parsed.data;
  try {
    refuseUnsupported(config);
    return build(config);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UnsupportedFunctionError(`function "${config.id}": ${message}`);
  }
}

function build(config: FunctionConfig): RegisteredFunction {
  const limits =
    typeof config.concurrency === 'number'
      ? [{ limit: config.concurrency }]
      : [config.concurrency ?? []].flat();
  const concurrency = limits.map((entry: z.infer<typeof concurrencySchema>, index) => ({
    limit: entry.limit,
    key: optionalExpression(entry.key),
    name:
      entry.scope === undefined || entry.scope === 'fn'
        ? `fn:${config.id}:${index}`
        : `${entry.scope}:${entry.key ?? ''}`,
  }));
  const attempts = Object.values(config.steps)[0]?.retries?.attempts;
  return {
    id: config.id,
    uuid: uuidOf(config.id),
    maxAttempts: (attempts ?? defaultRetries) + 1,
    triggers: config.triggers.flatMap((trigger) =>
      'event' in trigger
        ? [{ event: trigger.event, expression: optionalExpression(trigger.expression) }]
        : [],
    ),
    crons: config.triggers.flatMap((trigger) => ('cron' in trigger ? [trigger.cron] : [])),
    cancels: (config.cancel ?? []).map((cancel) => ({
      event: cancel.event,
      expression: optionalExpression(cancel.if),
      windowMs: cancel.timeout === undefined ? undefined : parseDuration(cancel.timeout),
    })),
    concurrency,
    priority: optionalExpression(config.priority?.run),
    idempotency: optionalExpression(config.idempotency),
    finishTimeoutMs:
      config.timeouts?.finish === undefined ? undefined : parseDuration(config.timeouts.finish),
  };
}

function refuseUnsupported(config: FunctionConfig): void {
  for (const option of unsupported) {
    if (config[option] !== undefined) throw new Error(`the embedded executor does not support "${option}"`);
  }
  if (config.timeouts?.start !== undefined)
    throw new Error('the embedded executor does not support "timeouts.start"');
  if (Object.keys(config.steps).length !== 1) throw new Error('exactly one entry in "steps" is expected');
  for (const trigger of config.triggers) {
    if ('event' in trigger) continue;
    if (trigger.jitter !== undefined)
      throw new Error('the embedded executor does not support "jitter" of a cron trigger');
    nextFire(trigger.cron, 0);
  }
}

function optionalExpression(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  checkExpression(text);
  return text;
}

/** A stable UUID (version 8: our own scheme) for a function id. */
function uuidOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const defaultRetries = 4;
const unsupported = ['batchEvents', 'rateLimit', 'throttle', 'debounce', 'singleton'] as const;

const concurrencySchema = z.object({
  limit: z.int().min(1),
  key: z.string().optional(),
  scope: z.enum(['fn', 'env', 'account']).optional(),
});

// Strict: an option that this list does not know is refused, never ignored.
const schema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: z.string().min(1), expression: z.string().optional() }),
      z.strictObject({ cron: z.string(), jitter: z.string().optional() }),
    ]),
  ),
  steps: z.record(
    z.string(),
    z.object({ retries: z.object({ attempts: z.int().min(0).optional() }).optional() }),
  ),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
  concurrency: z.union([z.int().min(1), concurrencySchema, z.array(concurrencySchema)]).optional(),
  priority: z.strictObject({ run: z.string().optional() }).optional(),
  idempotency: z.string().optional(),
  timeouts: z.strictObject({ start: z.string().optional(), finish: z.string().optional() }).optional(),
  batchEvents: z.unknown().optional(),
  rateLimit: z.unknown().optional(),
  throttle: z.unknown().optional(),
  debounce: z.unknown().optional(),
  singleton: z.unknown().optional(),
});

type FunctionConfig = z.infer<typeof schema>;
