/** Shapes of the SDK's wire protocol (inngest `docs/SDK_SPEC.md`), as far as the executor reads or writes them. */

export interface InngestEvent {
  readonly id: string;
  readonly name: string;
  readonly data: Record<string, unknown>;
  /** Milliseconds since the epoch. */
  readonly ts: number;
  readonly [extra: string]: unknown;
}

export interface SerializedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: unknown;
  readonly __serialized?: true;
}

/** One thing that the SDK reports about a step; `id` is the hashed step id. */
export interface Op {
  readonly id: string;
  readonly op: string;
  readonly name?: string;
  readonly displayName?: string;
  readonly opts?: Record<string, unknown> | null;
  readonly data?: unknown;
  readonly error?: unknown;
}

/** What came of one call to the app. */
export type Outcome =
  | { readonly kind: 'ops'; readonly ops: readonly Op[]; readonly retryAfterMs?: number }
  | { readonly kind: 'returned'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly error: SerializedError }
  | { readonly kind: 'retry'; readonly error: SerializedError; readonly retryAfterMs?: number }
  /** The app was not listening, so nothing of it ran. */
  | { readonly kind: 'unreachable'; readonly error: SerializedError };

/** The step id that asks the SDK to find out what comes next. */
export const discoveryStepId = 'step';

export const limits = {
  stepBytes: 4 * 1024 * 1024,
  runBytes: 32 * 1024 * 1024,
  /** Above this, the SDK fetches state itself (`use_api`). */
  requestBytes: 4 * 1024 * 1024,
  eventBytes: 3 * 1024 * 1024,
  stepsPerRun: 1_000,
} as const;

/** Brings whatever an SDK, a proxy or `throw` gave into the shape that the SDK can revive. */
export function serializeError(value: unknown, fallback = 'Unknown error'): SerializedError {
  if (typeof value === 'string') return { name: 'Error', message: value, __serialized: true };
  const fields: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  if (value instanceof Error)
    Object.assign(fields, { name: value.name, message: value.message, stack: value.stack });
  const text = (field: unknown) => (typeof field === 'string' && field !== '' ? field : undefined);
  return {
    name: text(fields.name) ?? 'Error',
    message: text(fields.message) ?? text(fields.error) ?? fallback,
    ...(text(fields.stack) === undefined ? {} : { stack: text(fields.stack) }),
    ...(fields.cause === undefined ? {} : { cause: fields.cause }),
    __serialized: true,
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
