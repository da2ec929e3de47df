import { z } from 'zod';
import type { Queryable } from '../db/database.ts';
import { recordAudit } from './audit.ts';
import { type AuthCall, type AuthContext, json, peerOf, readBody } from './context.ts';
import { acceptEmailChange } from './email-change.ts';
import { AuthError, validationFailed } from './errors.ts';
import { textField } from './fields.ts';
import { issueAuthCode } from './flow-state.ts';
import {
  deleteOneTimeToken,
  findByCode,
  findByTokenHash,
  type OneTimeTokenRow,
  type OneTimeTokenType,
  pkcePrefix,
} from './one-time-tokens.ts';
import { resolveRedirect, withParameters } from './redirects.ts';
import { type AuthenticationMethod, openSession, sessionJson, type TokenPair } from './sessions.ts';
import { confirmEmail, isBanned, loadUser, normalizeEmail, removePassword, type UserRow } from './users.ts';

/** What each `type` may redeem; `email` is either a sign-up or a magic link. */
const redeemable: Record<string, readonly OneTimeTokenType[]> = {
  signup: ['confirmation_token'],
  invite: ['confirmation_token'],
  recovery: ['recovery_token'],
  magiclink: ['recovery_token'],
  email: ['confirmation_token', 'recovery_token'],
  email_change: ['email_change_token_new', 'email_change_token_current'],
};

const flowMethods: Record<string, AuthenticationMethod> = {
  signup: 'email/signup',
  invite: 'invite',
  recovery: 'recovery',
  magiclink: 'magiclink',
  email: 'magiclink',
  email_change: 'email_change',
};

const otherAddressNext = 'Confirmation link accepted. Please proceed to confirm link sent to the other email';

const verifyBody = z.object({
  type: textField,
  token: textField,
  token_hash: textField,
  email: textField,
  phone: textField,
});

/** POST /verify with a link's `token_hash`, or an address and the code it got. Each works once. */
export async function verifyToken(context: AuthContext, call: AuthCall): Promise<Response> {
  const body = await readBody(call.request, verifyBody);
  if (body.type === '') throw validationFailed('Verify requires a verification type');
  if (body.phone !== '') throw new AuthError(400, 'phone_provider_disabled', 'Unsupported phone provider');
  const types = redeemable[body.type];
  if (!types) throw validationFailed('Unsupported verification type');
  if ((body.token === '') === (body.token_hash === '')) {
    throw validationFailed('Verify requires either a token or a token hash');
  }
  if (body.token_hash !== '' && body.email !== '') {
    throw validationFailed('Only the token_hash and type should be provided');
  }
  const email = body.token === '' ? '' : normalizeEmail(body.email);
  if (email !== '') context.limiter.take('code', email, context.settings.limits.code);
  const pair = await context.db.transaction(async (tx) => {
    const found =
      body.token === ''
        ? await findByTokenHash(tx, context, { tokenHash: body.token_hash, types })
        : await findByCode(tx, context, { email, otp: body.token.replace(/[\s-]/g, ''), types });
    if (!found) {
      const what =
        body.token === '' ? 'Email link is invalid or has expired' : 'Token has expired or is invalid';
      throw new AuthError(403, 'otp_expired', what);
    }
    const user = await redeem(tx, context, call, found);
    if (!user) return null;
    return openSession(tx, context, { userId: user.id, method: 'otp', peer: peerOf(call) });
  });
  return json(pair ? sessionJson(pair) : { msg: otherAddressNext, code: '200' });
}

/** GET /verify, the link of hosted mail templates: 303 back to the app with tokens, a code, or an error. */
export async function followLink(context: AuthContext, call: AuthCall): Promise<Response> {
  const { searchParams } = call.url;
  const tokenHash = searchParams.get('token') ?? searchParams.get('token_hash') ?? '';
  const type = searchParams.get('type') ?? '';
  const target = resolveRedirect(searchParams.get('redirect_to'), context.config);
  const pkce = tokenHash.startsWith(pkcePrefix);
  if (tokenHash === '') throw validationFailed('Verify requires a token or a token hash');
  const types = redeemable[type];
  if (!types) throw validationFailed('Verify requires a verification type');
  try {
    const parameters = await context.db.transaction(async (tx): Promise<Record<string, string>> => {
      const found = await findByTokenHash(tx, context, { tokenHash, types });
      if (!found) throw new AuthError(403, 'otp_expired', 'Email link is invalid or has expired');
      const user = await redeem(tx, context, call, found);
      if (!user) return { message: otherAddressNext };
      if (pkce) {
        const method = flowMethods[type] ?? 'otp';
        return { code: await issueAuthCode(tx, context, { userId: user.id, method }) };
      }
      const pair = await openSession(tx, context, { userId: user.id, method: 'otp', peer: peerOf(call) });
      return { ...fragmentOf(pair), type };
    });
    return redirect(withParameters(target, parameters, [pkce ? 'query' : 'fragment']));
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return redirectWithError(target, error, { pkce });
  }
}

/** 303 with the error in the fragment, and for PKCE in the query, where servers see it. */
export function redirectWithError(target: string, error: AuthError, { pkce }: { pkce: boolean }): Response {
  const parameters = {
    error: error.status >= 500 ? 'server_error' : error.status === 403 ? 'access_denied' : 'invalid_request',
    error_code: error.code,
    error_description: error.message,
  };
  return redirect(withParameters(target, parameters, pkce ? ['query', 'fragment'] : ['fragment']));
}

/** The implicit flow's answer, for the fragment. */
export function fragmentOf(pair: TokenPair): Record<string, string> {
  return {
    access_token: pair.accessToken,
    expires_at: String(pair.expiresAt),
    expires_in: String(pair.expiresIn),
    refresh_token: pair.refreshToken,
    token_type: 'bearer',
  };
}

function redirect(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}

/** Uses the token up. Null when an e-mail change still waits for the other address. */
async function redeem(
  tx: Queryable,
  context: AuthContext,
  call: AuthCall,
  token: OneTimeTokenRow,
): Promise<UserRow | null> {
  const user = await loadUser(tx, token.user_id);
  if (isBanned(user, context.now())) throw new AuthError(403, 'user_banned', 'User is banned');
  await deleteOneTimeToken(tx, token.id);
  const change = token.token_type.startsWith('email_change');
  if (change) {
    if ((await acceptEmailChange(tx, context, user)) === 'half') return null;
  } else if (!user.email_confirmed_at) {
    // Whoever set this password never proved the address: it must not open the account of who just did.
    if (token.token_type === 'recovery_token') await removePassword(tx, context, user.id);
    await confirmEmail(tx, context, user.id);
  }
  await recordAudit(tx, context, {
    action: change ? 'user_modified' : user.email_confirmed_at ? 'login' : 'user_signedup',
    actorId: user.id,
    actorName: user.email,
    ip: peerOf(call).ip,
  });
  return user;
}
