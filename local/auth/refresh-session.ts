import { z } from 'zod';
import type { Queryable } from '../db/database.ts';
import { recordAudit } from './audit.ts';
import { type AuthCall, type AuthContext, isoNow, json, peerOf, readBody } from './context.ts';
import { AuthError, validationFailed } from './errors.ts';
import { textField } from './fields.ts';
import { selectOne } from './rows.ts';
import {
  deriveRefreshToken,
  digestRefreshToken,
  insertRefreshToken,
  sessionJson,
  signPair,
  type TokenPair,
} from './sessions.ts';
import { isBanned, loadUser } from './users.ts';

interface RefreshTokenRow {
  readonly id: number;
  readonly token: string;
  readonly user_id: string;
  readonly session_id: string | null;
  readonly parent: string | null;
  readonly revoked: boolean;
  readonly updated_at: string;
}

const refreshBody = z.object({ refresh_token: textField });

/** POST /token?grant_type=refresh_token: rotation with reuse detection. */
export async function refreshSession(context: AuthContext, call: AuthCall): Promise<Response> {
  const { refresh_token: token } = await readBody(call.request, refreshBody);
  if (token === '') throw validationFailed('refresh_token required');
  // A stolen token's family must stay revoked, so that refusal is a result: a throw would roll it back.
  const outcome = await context.db.transaction((tx) => rotate(tx, context, call, token));
  if (outcome instanceof AuthError) throw outcome;
  return json(sessionJson(outcome));
}

async function rotate(
  tx: Queryable,
  context: AuthContext,
  call: AuthCall,
  token: string,
): Promise<TokenPair | AuthError> {
  const digest = digestRefreshToken(token);
  const row = await selectOne<RefreshTokenRow>(
    tx,
    'select to_jsonb(r) from auth.refresh_tokens r where r.token = $1::text',
    [digest],
  );
  if (!row) {
    return new AuthError(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
  }
  const sessionId = row.session_id;
  const session = sessionId
    ? await selectOne(tx, 'select to_jsonb(s) from auth.sessions s where s.id = $1::uuid for update', [
        sessionId,
      ])
    : null;
  if (!sessionId || !session) {
    return new AuthError(400, 'session_not_found', 'Invalid Refresh Token: Session Not Found');
  }
  const user = await loadUser(tx, row.user_id);
  if (isBanned(user, context.now())) return new AuthError(400, 'user_banned', 'User is banned');
  const refreshToken = await nextToken(tx, context, { ...row, session_id: sessionId });
  if (refreshToken instanceof AuthError) return refreshToken;
  const now = isoNow(context);
  await tx.query(
    `update auth.sessions set refreshed_at = $2::timestamptz at time zone 'utc', updated_at = $2::timestamptz
      where id = $1::uuid`,
    [sessionId, now],
  );
  await recordAudit(tx, context, {
    action: 'token_refreshed',
    actorId: user.id,
    actorName: user.email,
    ip: peerOf(call).ip,
  });
  return signPair(tx, context, { user, sessionId, refreshToken });
}

/**
 * The refresh token to hand out for `presented`. Pages render in parallel with one expired session, so a used token
 * is good again if the active one came from it, or for some seconds after its use. Otherwise somebody holds a copy,
 * and nobody in that session gets another token.
 */
async function nextToken(
  tx: Queryable,
  context: AuthContext,
  presented: RefreshTokenRow & { session_id: string },
): Promise<string | AuthError> {
  const { session_id: sessionId } = presented;
  // Read again under the session's lock: another refresh may just have used it.
  const current = await selectOne<RefreshTokenRow>(
    tx,
    'select to_jsonb(r) from auth.refresh_tokens r where r.id = $1::text::bigint',
    [String(presented.id)],
  );
  if (current?.revoked !== false) {
    const active = await selectOne<RefreshTokenRow>(
      tx,
      `select to_jsonb(r) from auth.refresh_tokens r
        where r.session_id = $1::uuid and not r.revoked order by r.id desc limit 1`,
      [sessionId],
    );
    const usedAt = Date.parse((current ?? presented).updated_at);
    const recently = usedAt + context.settings.refreshReuseInterval * 1000 >= context.now();
    // The active token and not one more, so that a family never has two branches.
    if (active && (active.parent === presented.token || recently)) {
      return deriveRefreshToken(context, sessionId, String(active.id));
    }
    await revokeFamily(tx, context, sessionId);
    return new AuthError(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used');
  }
  await tx.query(
    `update auth.refresh_tokens set revoked = true, updated_at = $2::timestamptz
      where id = $1::text::bigint`,
    [String(presented.id), isoNow(context)],
  );
  return insertRefreshToken(tx, context, { sessionId, userId: presented.user_id, parent: presented.token });
}

async function revokeFamily(tx: Queryable, context: AuthContext, sessionId: string): Promise<void> {
  await tx.query(
    `update auth.refresh_tokens set revoked = true, updated_at = $2::timestamptz
      where session_id = $1::uuid and not revoked`,
    [sessionId, isoNow(context)],
  );
}
