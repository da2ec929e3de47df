import { z } from 'zod';
import type { Queryable } from '../db/database.ts';
import type { Mail } from '../mail/mailer.ts';
import { recordAudit } from './audit.ts';
import { type Authenticated, authenticate } from './authenticate.ts';
import { type AuthCall, type AuthContext, isoNow, json, readBody } from './context.ts';
import { issueEmailChange } from './email-change.ts';
import { AuthError } from './errors.ts';
import { pkceFields, textField } from './fields.ts';
import { readCodeChallenge } from './flow-state.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { clearOneTimeTokens, deleteOneTimeToken, findByCode } from './one-time-tokens.ts';
import { checkPasswordStrength, guessPassword, hashPassword, passwordMatches } from './passwords.ts';
import { resolveRedirect } from './redirects.ts';
import { authenticationMethods, endSessions } from './sessions.ts';
import { userJson } from './user-json.ts';
import { loadUser, normalizeEmail, type UserRow } from './users.ts';

const updateBody = z.object({
  email: textField,
  phone: textField,
  password: z.string().nullish(),
  current_password: textField,
  nonce: textField,
  data: z.record(z.string(), z.unknown()).nullish(),
  app_metadata: z.record(z.string(), z.unknown()).nullish(),
  ...pkceFields,
});

type UpdateBody = z.infer<typeof updateBody>;

/** PUT /user: password, e-mail address and `user_metadata` of the caller. */
export async function updateUser(context: AuthContext, call: AuthCall): Promise<Response> {
  const caller = await authenticate(context, call);
  const body = await readBody(call.request, updateBody);
  if (body.app_metadata) {
    throw new AuthError(403, 'not_admin', 'Updating app_metadata requires admin privileges');
  }
  if (body.phone !== '') throw new AuthError(400, 'phone_provider_disabled', 'Unsupported phone provider');
  const newEmail = body.email === '' ? null : normalizeEmail(body.email);
  const challenge = readCodeChallenge(body);
  const newHash =
    typeof body.password === 'string' ? await newPassword(context, caller, body, body.password) : null;
  const { mails, user } = await context.db.transaction(async (tx) => {
    const current = await loadUser(tx, caller.user.id);
    if (newHash !== null) {
      await refuseStale(tx, context, caller, { body, current });
      await storePassword(tx, context, caller, newHash);
    }
    if (body.data) await mergeMetadata(tx, context, { userId: current.id, user: body.data });
    const redirectTo = resolveRedirect(call.url.searchParams.get('redirect_to'), context.config);
    const changeMails: readonly Mail[] =
      newEmail && newEmail !== current.email
        ? await issueEmailChange(tx, context, { user: current, newEmail, challenge, redirectTo })
        : [];
    await recordAudit(tx, context, {
      action: newHash === null ? 'user_modified' : 'user_updated_password',
      actorId: current.id,
      actorName: current.email,
      ip: caller.peer.ip,
    });
    return { mails: changeMails, user: await loadUser(tx, current.id) };
  });
  for (const mail of mails) await context.mailer.send(mail);
  return json(userJson(user));
}

/** Everything about a new password that needs bcrypt, outside of the transaction. Its hash. */
async function newPassword(
  context: AuthContext,
  { user, session }: Authenticated,
  body: UpdateBody,
  password: string,
): Promise<string> {
  const { settings } = context;
  checkPasswordStrength(password, settings);
  if (
    settings.requireCurrentPassword &&
    user.encrypted_password &&
    !(await isRecovering(context, session.id))
  ) {
    if (body.current_password === '') {
      throw new AuthError(
        400,
        'current_password_required',
        'Current password required when setting new password.',
      );
    }
    const guess = { email: user.email ?? user.id, password: body.current_password };
    if (!(await guessPassword(context, { ...guess, hash: user.encrypted_password }))) {
      throw new AuthError(400, 'current_password_invalid', 'Current password provided is invalid.');
    }
  }
  if (user.encrypted_password && (await passwordMatches(password, user.encrypted_password, settings))) {
    throw new AuthError(422, 'same_password', 'New password should be different from the old password.');
  }
  return hashPassword(password, settings);
}

/** Someone who followed a recovery or sign-in mail cannot be asked for the password they forgot. */
async function isRecovering(context: AuthContext, sessionId: string): Promise<boolean> {
  const methods = await authenticationMethods(context.db, sessionId);
  return methods.some(({ method }) => ['recovery', 'otp', 'magiclink', 'invite'].includes(method));
}

/** What must still hold at the moment of the change: the password compared against, and a code for old sessions. */
async function refuseStale(
  tx: Queryable,
  context: AuthContext,
  { user, session }: Authenticated,
  { body, current }: { body: UpdateBody; current: UserRow },
): Promise<void> {
  if (current.encrypted_password !== user.encrypted_password) {
    throw new AuthError(409, 'conflict', 'The password was changed meanwhile; try again.');
  }
  if (!context.settings.requireReauthentication) return;
  if (Date.parse(session.created_at) + 86_400_000 > context.now()) return;
  if (body.nonce === '') {
    throw new AuthError(400, 'reauthentication_needed', 'Password update requires reauthentication');
  }
  const token = await findByCode(tx, context, {
    email: current.email ?? '',
    otp: body.nonce,
    types: ['reauthentication_token'],
  });
  if (token?.user_id !== current.id) {
    throw new AuthError(422, 'reauthentication_not_valid', 'Nonce has expired or is invalid');
  }
  await deleteOneTimeToken(tx, token.id);
}

/** Codes that were mailed and all other sessions end with the old password. */
async function storePassword(
  tx: Queryable,
  context: AuthContext,
  { user, session }: Authenticated,
  hash: string,
): Promise<void> {
  await tx.query(
    'update auth.users set encrypted_password = $2::text, updated_at = $3::timestamptz where id = $1::uuid',
    [user.id, hash, isoNow(context)],
  );
  await clearOneTimeTokens(tx, user.id);
  await endSessions(tx, user.id, { except: session.id });
}
