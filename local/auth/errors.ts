/**
 * A refusal with the code and status of the hosted auth service. Only real outages may be 5xx:
 * the client library retries those and keeps the session meanwhile.
 */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  readonly status: number;
  readonly code: string;
  /** Further members of the body (`weak_password`) and headers (`retry-after`). */
  readonly extra: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    { extra = {}, headers = {} }: { extra?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.extra = extra;
    this.headers = headers;
  }
}

const versionHeader = 'x-supabase-api-version';
const codedVersion = '2024-01-01';

/** `{code, message}` for clients that name API version 2024-01-01 or later, `{code: status, error_code, msg}` for the rest. */
export function errorResponse(error: AuthError, request: Request): Response {
  const asked = request.headers.get(versionHeader) ?? '';
  const coded = /^\d{4}-\d{2}-\d{2}$/.test(asked) && asked >= codedVersion;
  const body = coded
    ? { code: error.code, message: error.message, ...error.extra }
    : { code: error.status, error_code: error.code, msg: error.message, ...error.extra };
  return Response.json(body, {
    status: error.status,
    headers: {
      'cache-control': 'no-store',
      'x-sb-error-code': error.code,
      ...(coded ? { [versionHeader]: codedVersion } : {}),
      ...error.headers,
    },
  });
}

export function validationFailed(message: string): AuthError {
  return new AuthError(400, 'validation_failed', message);
}
