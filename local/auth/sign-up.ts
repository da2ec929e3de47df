import { z } from 'zod';
import type { Queryable } from '../db/database.ts';
import { recordAudit } from './audit.ts';
import { type AuthCall, type AuthContext, json, peerOf, readBody } from './context.ts';
import { AuthError, validationFailed } from './errors.ts';
import { metadataField, pkceFields, textField } from './fields.ts';
import { type CodeChallenge, insertFlowState, readCodeChallenge } from './flow-state.ts';
import { composeMail } from './mails.ts';
import { countMail, type IssuedToken, issueOneTimeToken } from './one-time-tokens.ts';
import { checkPasswordStrength, hashPassword } from './passwords.ts';
import { resolveRedirect } from './redirects.ts';
import { openSession, sessionJson } from './sessions.ts';
import { obfuscatedUserJson, userJson } from './user-json.ts';
import { findUserByEmail, insertEmailUser, loadUser, normalizeEmail, type UserRow } from './users.ts';

const signUpBody = z.object({
  email: textField,
  phone: textField,
  password: textField,
  data: metadataField,
  ...pkceFields,
});

/** POST /signup: a session with `autoConfirm`, else the user and a mail. */
export async function signUp(context: AuthContext, call: AuthCall): Promise<Response> {
  const body = await readBody(call.request, signUpBody);
  refuseWhatIsOff(context, body);
  if (body.password === '') throw validationFailed('Signup requires a valid password');
  checkPasswordStrength(body.password, context.settings);
  const email = normalizeEmail(body.email);
  const challenge = readCodeChallenge(body);
  // Before anybody looks whether the address is taken, so both answers take as long.
  const passwordHash = await hashPassword(body.password, context.settings);
  const input = { email, passwordHash, userMetadata: body.data };
  if (context.settings.autoConfirm) {
    const pair = await context.db.transaction(async (tx) => {
      const taken = await findUserByEmail(tx, email);
      if (taken) throw new AuthError(422, 'user_already_exists', 'User already registered');
      const user = await insertEmailUser(tx, context, { ...input, confirmed: true });
      await auditSignUp(tx, context, call, user);
      return openSession(tx, context, { userId: user.id, method: 'password', peer: peerOf(call) });
    });
    return json(sessionJson(pair));
  }
  const created = await context.db.transaction(async (tx) => {
    const existing = await findUserByEmail(tx, email);
    if (existing?.email_confirmed_at) return null;
    // An unproven account keeps its first password: whoever signs up again may be somebody else.
    const user = existing ?? (await insertEmailUser(tx, context, { ...input, confirmed: false }));
    const token = await issueConfirmation(tx, context, { user, challenge });
    await auditSignUp(tx, context, call, user);
    return { user: await loadUser(tx, user.id), token };
  });
  if (!created) return json(obfuscatedUserJson(email, body.data, context.now()));
  const redirectTo = resolveRedirect(call.url.searchParams.get('redirect_to'), context.config);
  await sendConfirmation(context, { email, token: created.token, redirectTo });
  return json(userJson(created.user));
}

/** A fresh confirmation code for an unproven account. */
export async function issueConfirmation(
  tx: Queryable,
  context: AuthContext,
  { user, challenge }: { user: UserRow; challenge: CodeChallenge | null },
): Promise<IssuedToken> {
  await countMail(tx, context, user, 'confirmation_sent_at');
  if (challenge) {
    await insertFlowState(tx, context, {
      provider: 'email',
      method: 'email/signup',
      challenge,
      userId: user.id,
    });
  }
  return issueOneTimeToken(tx, context, {
    userId: user.id,
    type: 'confirmation_token',
    email: user.email ?? '',
    pkce: challenge !== null,
  });
}

export async function sendConfirmation(
  context: AuthContext,
  { email, token, redirectTo }: { email: string; token: IssuedToken; redirectTo: string },
): Promise<void> {
  await context.mailer.send(
    composeMail(context.config, { kind: 'confirmation', type: 'signup', to: email, token, redirectTo }),
  );
}

function refuseWhatIsOff(context: AuthContext, { email, phone }: { email: string; phone: string }): void {
  if (context.settings.signUpDisabled) {
    throw new AuthError(422, 'signup_disabled', 'Signups not allowed for this instance');
  }
  if (email !== '' && phone !== '') {
    throw validationFailed('Only an email address or phone number should be provided on signup.');
  }
  if (phone !== '') throw new AuthError(400, 'phone_provider_disabled', 'Phone signups are disabled');
  if (email === '') {
    throw new AuthError(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled');
  }
}

function auditSignUp(tx: Queryable, context: AuthContext, call: AuthCall, user: UserRow): Promise<void> {
  return recordAudit(tx, context, {
    action: 'user_signedup',
    actorId: user.id,
    actorName: user.email,
    ip: peerOf(call).ip,
    traits: { provider: 'email' },
  });
}
