import { isIP } from 'node:net';
import type { z } from 'zod';
import type { LocalConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { LocalKeys } from '../keys.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { CallContext } from '../service.ts';
import { AuthError } from './errors.ts';
import type { RateLimiter } from './limits.ts';
import type { AuthSettings } from './settings.ts';

/** What every route of the auth service works with. */
export interface AuthContext {
  readonly db: Database;
  readonly keys: LocalKeys;
  readonly config: LocalConfig;
  readonly settings: AuthSettings;
  readonly mailer: Mailer;
  readonly limiter: RateLimiter;
  /** When mails to addresses without an account would have gone out, by kind and address. */
  readonly unsentMails: Map<string, number>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** One call: the request, where it came from, and its parsed URL. */
export interface AuthCall {
  readonly request: Request;
  readonly url: URL;
  readonly call: CallContext;
}

/** Where a session or an audit entry says it came from. */
export interface Peer {
  /** Null where the gateway's address is not one that `inet` holds. */
  readonly ip: string | null;
  readonly userAgent: string;
}

export function peerOf({ request, call }: AuthCall): Peer {
  return {
    ip: isIP(call.ip) ? call.ip : null,
    userAgent: (request.headers.get('user-agent') ?? '').slice(0, 512),
  };
}

/** The JSON body in the shape of `schema`; an empty body counts as `{}`. 400 `bad_json` otherwise. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  let value: unknown;
  try {
    const text = await request.text();
    value = text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'the body';
    throw new AuthError(
      400,
      'bad_json',
      `Could not parse request body as JSON: ${where}: ${issue?.message ?? 'invalid'}`,
    );
  }
  return parsed.data;
}

export function isoNow(context: AuthContext): string {
  return new Date(context.now()).toISOString();
}

/** Answers carry tokens or personal data: never cached. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
