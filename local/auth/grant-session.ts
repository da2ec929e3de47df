import { z } from 'zod';
import { recordAudit } from './audit.ts';
import { type AuthCall, type AuthContext, json, peerOf, readBody } from './context.ts';
import { AuthError, validationFailed } from './errors.ts';
import { textField } from './fields.ts';
import { type FlowStateRow, redeemAuthCode } from './flow-state.ts';
import { guessPassword } from './passwords.ts';
import { refreshSession } from './refresh-session.ts';
import { unseal } from './seal.ts';
import { openSession, sessionJson } from './sessions.ts';
import { findUserByEmail, isBanned, loadUser } from './users.ts';

/** POST /token?grant_type=… */
export async function grantSession(context: AuthContext, call: AuthCall): Promise<Response> {
  const grantType = call.url.searchParams.get('grant_type');
  switch (grantType) {
    case 'password':
      return signInWithPassword(context, call);
    case 'refresh_token':
      return refreshSession(context, call);
    case 'pkce':
      return exchangeCode(context, call);
    case 'id_token':
      throw new AuthError(400, 'provider_disabled', 'Signing in with ID tokens is not enabled');
    case 'web3':
      throw new AuthError(422, 'web3_provider_disabled', 'Web3 provider is disabled');
    default:
      throw new AuthError(400, 'invalid_credentials', 'unsupported_grant_type');
  }
}

const passwordBody = z.object({ email: textField, phone: textField, password: textField });

async function signInWithPassword(context: AuthContext, call: AuthCall): Promise<Response> {
  const body = await readBody(call.request, passwordBody);
  if (body.email !== '' && body.phone !== '') {
    throw validationFailed('Only an email address or phone number should be provided on login.');
  }
  if (body.phone !== '') throw new AuthError(400, 'phone_provider_disabled', 'Phone logins are disabled');
  if (body.email === '') throw validationFailed('missing email or phone');
  const email = body.email.trim().toLowerCase();
  const user = await findUserByEmail(context.db, email);
  const matches = await guessPassword(context, {
    email,
    password: body.password,
    hash: user?.encrypted_password ?? null,
  });
  if (!user || !matches) throw invalidCredentials();
  // Told only to who knows the password: otherwise these answers would say whether an account exists.
  if (isBanned(user, context.now())) throw new AuthError(400, 'user_banned', 'User is banned');
  if (!user.email_confirmed_at) throw new AuthError(400, 'email_not_confirmed', 'Email not confirmed');
  const pair = await context.db.transaction(async (tx) => {
    // The password may have changed, or the account gone, while bcrypt ran outside the transaction.
    const current = await findUserByEmail(tx, email);
    if (current?.encrypted_password !== user.encrypted_password) throw invalidCredentials();
    const { ip } = peerOf(call);
    await recordAudit(tx, context, {
      action: 'login',
      actorId: user.id,
      actorName: user.email,
      ip,
      traits: { provider: 'email' },
    });
    return openSession(tx, context, { userId: user.id, method: 'password', peer: peerOf(call) });
  });
  return json(sessionJson(pair));
}

const pkceBody = z.object({ auth_code: textField, code_verifier: textField });

async function exchangeCode(context: AuthContext, call: AuthCall): Promise<Response> {
  const body = await readBody(call.request, pkceBody);
  if (body.auth_code === '' || body.code_verifier === '') {
    throw validationFailed('invalid request: both auth code and code verifier should be non-empty');
  }
  const session = await context.db.transaction(async (tx) => {
    const flow = await redeemAuthCode(tx, context, { code: body.auth_code, verifier: body.code_verifier });
    const user = await loadUser(tx, flow.user_id);
    if (isBanned(user, context.now())) throw new AuthError(400, 'user_banned', 'User is banned');
    await recordAudit(tx, context, {
      action: 'login',
      actorId: user.id,
      actorName: user.email,
      ip: peerOf(call).ip,
      traits: { provider_type: flow.provider_type },
    });
    const pair = await openSession(tx, context, {
      userId: user.id,
      method: flow.authentication_method,
      peer: peerOf(call),
    });
    return {
      ...sessionJson(pair),
      ...providerTokens(context, flow),
    };
  });
  return json(session);
}

function providerTokens(context: AuthContext, flow: FlowStateRow): Record<string, string> {
  const { provider_access_token: access, provider_refresh_token: refresh } = flow;
  return {
    ...(access ? { provider_token: unseal(access, context.keys, flow.id) } : {}),
    ...(refresh ? { provider_refresh_token: unseal(refresh, context.keys, flow.id) } : {}),
  };
}

function invalidCredentials(): AuthError {
  return new AuthError(400, 'invalid_credentials', 'Invalid login credentials');
}
