/** Every failure that people may see. The HTTP status, and whether trying again can help, follow from the code. */
const catalogue = {
  bad_request: { status: 400, retry: false },
  invalid_json: { status: 400, retry: false },
  invalid_input: { status: 422, retry: false },
  invalid_spec: { status: 422, retry: false },
  unknown_stack: { status: 422, retry: false },
  unknown_model: { status: 422, retry: false },
  unauthenticated: { status: 401, retry: false },
  invalid_credentials: { status: 401, retry: false },
  session_expired: { status: 401, retry: false },
  forbidden: { status: 403, retry: false },
  cross_site: { status: 403, retry: false },
  not_found: { status: 404, retry: false },
  method_not_allowed: { status: 405, retry: false },
  conflict: { status: 409, retry: false },
  already_exists: { status: 409, retry: false },
  not_allowed_now: { status: 409, retry: false },
  payload_too_large: { status: 413, retry: false },
  unsupported_media_type: { status: 415, retry: false },
  rate_limited: { status: 429, retry: true },
  limit_reached: { status: 429, retry: true },
  lease_lost: { status: 409, retry: false },
  generation_failed: { status: 500, retry: true },
  internal: { status: 500, retry: true },
  unavailable: { status: 503, retry: true },
} as const satisfies Record<string, { status: number; retry: boolean }>;

export type ErrorCode = keyof typeof catalogue;

/** One thing wrong with the input: `path` is dotted (`spec.entities.2.name`), empty for the whole. */
export interface InputIssue {
  readonly path: string;
  readonly message: string;
}

/**
 * An expected failure. `message` says what is wrong and `hint` what to do; both are shown to people, so neither
 * carries a secret or an internal name. Anything that is not an AppError reaches people as `internal` alone.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly issues: readonly InputIssue[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { hint?: string; issues?: readonly InputIssue[]; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.issues = options.issues ?? [];
  }

  get status(): number {
    return catalogue[this.code].status;
  }

  get retry(): boolean {
    return catalogue[this.code].retry;
  }
}

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(catalogue, text);
}
