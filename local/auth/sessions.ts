import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Queryable } from '../db/database.ts';
import { type AuthContext, isoNow, type Peer } from './context.ts';
import { selectJson, selectOne } from './rows.ts';
import { issuerOf } from './settings.ts';
import { signAccessToken } from './tokens.ts';
import { userJson } from './user-json.ts';
import { loadUser, type Metadata, type UserRow } from './users.ts';

/** How the user proved who they are; becomes `amr` in the access token. */
export type AuthenticationMethod =
  | 'password'
  | 'otp'
  | 'oauth'
  | 'recovery'
  | 'magiclink'
  | 'invite'
  | 'email/signup'
  | 'email_change';

export interface SessionRow {
  readonly id: string;
  readonly user_id: string;
  readonly created_at: string;
  readonly aal: string;
}

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
  readonly expiresAt: number;
  readonly user: UserRow;
}

/** Opens a session for a user who has just proven who they are. */
export async function openSession(
  tx: Queryable,
  context: AuthContext,
  { userId, method, peer }: { userId: string; method: AuthenticationMethod; peer: Peer },
): Promise<TokenPair> {
  const now = isoNow(context);
  const sessionId = randomUUID();
  await tx.query(
    `insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)
     values ($1::uuid, $2::uuid, $3::timestamptz, $3::timestamptz, 'aal1', $4::text, $5::text::inet)`,
    [sessionId, userId, now, peer.userAgent, peer.ip],
  );
  await tx.query(
    `insert into auth.mfa_amr_claims (session_id, created_at, updated_at, authentication_method)
     values ($1::uuid, $2::timestamptz, $2::timestamptz, $3::text)`,
    [sessionId, now, method],
  );
  await tx.query(
    'update auth.users set last_sign_in_at = $2::timestamptz, updated_at = $2::timestamptz where id = $1::uuid',
    [userId, now],
  );
  const refreshToken = await insertRefreshToken(tx, context, { sessionId, userId, parent: null });
  return signPair(tx, context, { user: await loadUser(tx, userId), sessionId, refreshToken });
}

/** A fresh access token for `sessionId`, beside the refresh token to hand out. */
export async function signPair(
  tx: Queryable,
  context: AuthContext,
  { user, sessionId, refreshToken }: { user: UserRow; sessionId: string; refreshToken: string },
): Promise<TokenPair> {
  const now = context.now();
  const expiresIn = context.settings.accessTokenLifetime;
  const accessToken = await signAccessToken(
    {
      sub: user.id,
      role: user.role,
      email: user.email ?? '',
      phone: '',
      app_metadata: user.raw_app_meta_data ?? {},
      user_metadata: user.raw_user_meta_data ?? {},
      aal: 'aal1',
      amr: await authenticationMethods(tx, sessionId),
      session_id: sessionId,
      is_anonymous: user.is_anonymous,
    },
    context.keys,
    { issuer: issuerOf(context.config), lifetime: expiresIn, now },
  );
  return { accessToken, refreshToken, expiresIn, expiresAt: Math.floor(now / 1000) + expiresIn, user };
}

/** The body that clients call a session. */
export function sessionJson(pair: TokenPair): Metadata {
  return {
    access_token: pair.accessToken,
    token_type: 'bearer',
    expires_in: pair.expiresIn,
    expires_at: pair.expiresAt,
    refresh_token: pair.refreshToken,
    user: userJson(pair.user),
  };
}

export function findSession(queryable: Queryable, id: string): Promise<SessionRow | null> {
  return selectOne<SessionRow>(queryable, 'select to_jsonb(s) from auth.sessions s where s.id = $1::uuid', [
    id,
  ]);
}

/** Newest first, times in seconds since the epoch. */
export async function authenticationMethods(
  queryable: Queryable,
  sessionId: string,
): Promise<{ method: string; timestamp: number }[]> {
  return selectJson(
    queryable,
    `select jsonb_build_object('method', c.authentication_method, 'timestamp', floor(extract(epoch from c.created_at))::bigint)
       from auth.mfa_amr_claims c where c.session_id = $1::uuid order by c.created_at desc`,
    [sessionId],
  );
}

/** `parent` is the digest of the token that this one replaces. */
export async function insertRefreshToken(
  tx: Queryable,
  context: AuthContext,
  { sessionId, userId, parent }: { sessionId: string; userId: string; parent: string | null },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `select nextval(pg_get_serial_sequence('auth.refresh_tokens', 'id'))::text as id`,
  );
  if (!row) throw new Error('The sequence of auth.refresh_tokens gave no number.');
  const token = deriveRefreshToken(context, sessionId, row.id);
  await tx.query(
    `insert into auth.refresh_tokens (id, token, user_id, session_id, parent, revoked, created_at, updated_at)
     values ($1::text::bigint, $2::text, $3::text, $4::uuid, $5::text, false, $6::timestamptz, $6::timestamptz)`,
    [row.id, digestRefreshToken(token), userId, sessionId, parent, isoNow(context)],
  );
  return token;
}

/** Derived, so that an active token can be handed out again without being stored. */
export function deriveRefreshToken(context: AuthContext, sessionId: string, id: string): string {
  return createHmac('sha256', Buffer.from(context.keys.refreshTokenKey, 'base64'))
    .update(`${sessionId}.${id}`)
    .digest('base64url');
}

export function digestRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Ends sessions; their refresh tokens go with them by foreign key. `except` keeps one. */
export async function endSessions(
  tx: Queryable,
  userId: string,
  { except = null }: { except?: string | null } = {},
): Promise<void> {
  await tx.query(
    'delete from auth.sessions where user_id = $1::uuid and ($2::text is null or id <> $2::text::uuid)',
    [userId, except],
  );
}
