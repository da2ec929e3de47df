import type { DatabaseError } from '../db/database.ts';

/** PostgREST's error body. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
  readonly hint: string | null;
}

/** An answer decided by this service rather than by Postgres; codes and texts are PostgREST 13's. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: unknown; hint?: string | null; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.body = { code, message, details: more.details ?? null, hint: more.hint ?? null };
    this.headers = more.headers ?? {};
  }
}

/** What PostgREST can and this service cannot; refused by name so that nothing silently differs. */
export function notImplemented(feature: string): RestError {
  return new RestError(400, 'PGRST127', 'Feature not implemented', {
    details: `The embedded REST service does not support ${feature}; a hosted project does.`,
  });
}

/** `raise sqlstate 'PGRST'` lets a function choose status, headers and body, given as JSON in message and detail. */
export function fromDatabase(error: DatabaseError, role: string): RestError {
  if (error.code === 'PGRST') return raised(error);
  const { code, message, detail, hint } = error;
  return new RestError(statusOf(code, role), code, message, {
    details: detail,
    hint,
    headers: code === '42501' && role === 'anon' ? { 'www-authenticate': 'Bearer' } : {},
  });
}

/** PostgREST's table of SQLSTATEs and statuses. */
function statusOf(code: string, role: string): number {
  const custom = /^PT(\d{3})$/.exec(code)?.[1];
  if (custom) return Number(custom);
  switch (code) {
    case '23503':
    case '23505':
      return 409;
    case '25006':
      return 405;
    case '42P01':
    case '42883':
      return 404;
    case '42P17':
      return 500;
    case '42501':
      return role === 'anon' ? 401 : 403;
    case '53400':
      return 500;
    case 'P0001':
      return 400;
  }
  switch (code.slice(0, 2)) {
    case '08':
    case '53':
      return 503;
    case '0L':
    case '0P':
    case '28':
      return 403;
    case '09':
    case '25':
    case '2D':
    case '38':
    case '39':
    case '3B':
    case '40':
    case '54':
    case '55':
    case '57':
    case '58':
    case 'F0':
    case 'HV':
    case 'P0':
    case 'XX':
      return 500;
    default:
      return 400;
  }
}

function raised(error: DatabaseError): RestError {
  try {
    const body = JSON.parse(error.message) as Partial<
      Record<'code' | 'message' | 'details' | 'hint', string>
    >;
    const { status, headers } = JSON.parse(error.detail ?? '') as {
      status: number;
      headers: Record<string, string>;
    };
    if (typeof body.code === 'string' && typeof body.message === 'string' && Number.isInteger(status)) {
      return new RestError(status, body.code, body.message, {
        details: body.details,
        hint: body.hint,
        headers,
      });
    }
  } catch {
    // Falls through to PostgREST's own complaint about it.
  }
  return new RestError(500, 'PGRST121', 'Could not parse JSON in the "RAISE SQLSTATE \'PGRST\'" error', {
    hint: "MESSAGE must be a JSON object with obligatory keys: 'code', 'message'; DETAIL one with 'status' and 'headers'.",
  });
}
