import { type AuthCall, type AuthContext, type Peer, peerOf } from './context.ts';
import { AuthError } from './errors.ts';
import { findSession, type SessionRow } from './sessions.ts';
import { issuerOf } from './settings.ts';
import { verifyAccessToken } from './tokens.ts';
import { findUserById, type UserRow } from './users.ts';

export interface Authenticated {
  readonly user: UserRow;
  readonly session: SessionRow;
  readonly peer: Peer;
}

/**
 * Whose access token this call carries. 401 `no_authorization` without one, 403 `bad_jwt`, `user_not_found`,
 * `session_not_found` (signed out). An API key as bearer counts as no token: the client library sends it so.
 */
export async function authenticate(context: AuthContext, call: AuthCall): Promise<Authenticated> {
  const token = bearerOf(call.request);
  if (token === null || token.startsWith('sb_')) {
    throw new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  }
  const claims = await verify(context, token);
  const user = isUuid(claims.sub) ? await findUserById(context.db, claims.sub) : null;
  if (!user) throw new AuthError(403, 'user_not_found', 'User from sub claim in JWT does not exist');
  const sessionId = claims.session_id;
  const session = isUuid(sessionId) ? await findSession(context.db, sessionId) : null;
  if (session?.user_id !== user.id) {
    throw new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
  }
  return { user, session, peer: peerOf(call) };
}

/** 403 `not_admin` for everyone but the secret key; 401 without any authorization. */
export function requireAdmin({ request, call }: AuthCall): void {
  if (call.identity.role === 'service_role') return;
  if (bearerOf(request) === null) {
    throw new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  }
  throw new AuthError(403, 'not_admin', 'User not allowed');
}

export function isUuid(value: unknown): value is string {
  return (
    typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)
  );
}

function bearerOf(request: Request): string | null {
  return /^bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

async function verify(context: AuthContext, token: string) {
  try {
    return await verifyAccessToken(token, context.keys, {
      issuer: issuerOf(context.config),
      now: context.now(),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable token';
    throw new AuthError(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${reason}`);
  }
}
