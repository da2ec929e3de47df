import { z } from 'zod';
import type { Queryable } from '../db/database.ts';
import type { Mail } from '../mail/mailer.ts';
import { recordAudit } from './audit.ts';
import { authenticate } from './authenticate.ts';
import { type AuthCall, type AuthContext, json, peerOf, readBody } from './context.ts';
import { issueEmailChange } from './email-change.ts';
import { AuthError, validationFailed } from './errors.ts';
import { metadataField, pkceFields, textField } from './fields.ts';
import { type CodeChallenge, insertFlowState, readCodeChallenge } from './flow-state.ts';
import { composeMail, composeReauthenticationMail } from './mails.ts';
import { countMail, countUnsentMail, issueOneTimeToken } from './one-time-tokens.ts';
import { resolveRedirect } from './redirects.ts';
import { issueConfirmation } from './sign-up.ts';
import { findUserByEmail, insertEmailUser, loadUser, normalizeEmail, type UserRow } from './users.ts';

const recoverBody = z.object({ email: textField, ...pkceFields });

/** POST /recover: `{}` whether or not the address has an account. */
export async function requestRecovery(context: AuthContext, call: AuthCall): Promise<Response> {
  const body = await readBody(call.request, recoverBody);
  const email = normalizeEmail(body.email);
  const challenge = readCodeChallenge(body);
  return answerWithMails(context, (tx) => recoveryMails(tx, context, call, { email, challenge }));
}

const otpBody = z.object({
  email: textField,
  phone: textField,
  create_user: z.boolean().nullish(),
  data: metadataField,
  ...pkceFields,
});

/** POST /otp and /magiclink: `{}`, and a mail with link and code; the account is made unless `create_user` is false. */
export async function requestMagicLink(context: AuthContext, call: AuthCall): Promise<Response> {
  const body = await readBody(call.request, otpBody);
  if (body.phone !== '') throw new AuthError(400, 'phone_provider_disabled', 'Unsupported phone provider');
  const email = normalizeEmail(body.email);
  const challenge = readCodeChallenge(body);
  const { autoConfirm } = context.settings;
  return answerWithMails(context, async (tx) => {
    const existing = await findUserByEmail(tx, email);
    if (existing) return [await magicLink(tx, context, call, { user: existing, challenge })];
    if (body.create_user === false || context.settings.signUpDisabled) {
      throw new AuthError(422, 'otp_disabled', 'Signups not allowed for otp');
    }
    const user = await insertEmailUser(tx, context, {
      email,
      passwordHash: null,
      confirmed: autoConfirm,
      userMetadata: body.data,
    });
    return [await (autoConfirm ? magicLink : confirmation)(tx, context, call, { user, challenge })];
  });
}

const resendBody = z.object({ type: textField, email: textField, ...pkceFields });

/** POST /resend for `signup` and `email_change`: `{}` even when there is nothing to send. */
export async function resendMail(context: AuthContext, call: AuthCall): Promise<Response> {
  const body = await readBody(call.request, resendBody);
  if (body.type === 'sms' || body.type === 'phone_change') {
    throw new AuthError(400, 'phone_provider_disabled', 'Unsupported phone provider');
  }
  if (body.type !== 'signup' && body.type !== 'email_change') {
    throw validationFailed('Missing one of these types: signup, email_change, sms, phone_change');
  }
  const email = normalizeEmail(body.email);
  const challenge = readCodeChallenge(body);
  const column = body.type === 'signup' ? 'confirmation_sent_at' : 'email_change_sent_at';
  return answerWithMails(context, async (tx) => {
    const user = await findUserByEmail(tx, email);
    if (user && body.type === 'signup' && !user.email_confirmed_at) {
      return [await confirmation(tx, context, call, { user, challenge })];
    }
    if (user?.email_change && body.type === 'email_change') {
      const input = { user, newEmail: user.email_change, challenge, redirectTo: redirectOf(context, call) };
      return issueEmailChange(tx, context, input);
    }
    countUnsentMail(context, email, column);
    return [];
  });
}

/** GET /reauthenticate: mails a code that a password change then carries as `nonce`. */
export async function requestReauthentication(context: AuthContext, call: AuthCall): Promise<Response> {
  const { user, peer } = await authenticate(context, call);
  const email = user.email;
  if (!email) throw validationFailed('Reauthentication requires the user to have an email or a phone number');
  if (!user.email_confirmed_at) {
    throw new AuthError(422, 'email_not_confirmed', 'Please verify your email first.');
  }
  return answerWithMails(context, async (tx) => {
    const current = await loadUser(tx, user.id);
    await countMail(tx, context, current, 'reauthentication_sent_at');
    const token = await issueOneTimeToken(tx, context, {
      userId: user.id,
      type: 'reauthentication_token',
      email,
      pkce: false,
    });
    await recordAudit(tx, context, {
      action: 'user_reauthenticate_requested',
      actorId: user.id,
      actorName: email,
      ip: peer.ip,
    });
    return [composeReauthenticationMail(email, token.otp)];
  });
}

/** Mails go out after the commit: the mailbox needs the database too, and a rolled-back code must not be mailed. */
async function answerWithMails(
  context: AuthContext,
  work: (tx: Queryable) => Promise<readonly Mail[]>,
): Promise<Response> {
  for (const mail of await context.db.transaction(work)) await context.mailer.send(mail);
  return json({});
}

async function recoveryMails(
  tx: Queryable,
  context: AuthContext,
  call: AuthCall,
  { email, challenge }: { email: string; challenge: CodeChallenge | null },
): Promise<readonly Mail[]> {
  const user = await findUserByEmail(tx, email);
  if (!user) {
    countUnsentMail(context, email, 'recovery_sent_at');
    return [];
  }
  return [await byRecoveryToken(tx, context, call, { user, challenge, kind: 'recovery' })];
}

interface MailRequest {
  readonly user: UserRow;
  readonly challenge: CodeChallenge | null;
}

function magicLink(tx: Queryable, context: AuthContext, call: AuthCall, request: MailRequest): Promise<Mail> {
  return byRecoveryToken(tx, context, call, { ...request, kind: 'magic_link' });
}

async function byRecoveryToken(
  tx: Queryable,
  context: AuthContext,
  call: AuthCall,
  { user, challenge, kind }: MailRequest & { kind: 'recovery' | 'magic_link' },
): Promise<Mail> {
  const to = user.email ?? '';
  const type = kind === 'recovery' ? 'recovery' : 'magiclink';
  await countMail(tx, context, user, 'recovery_sent_at');
  if (challenge) {
    await insertFlowState(tx, context, { provider: 'email', method: type, challenge, userId: user.id });
  }
  const token = await issueOneTimeToken(tx, context, {
    userId: user.id,
    type: 'recovery_token',
    email: to,
    pkce: challenge !== null,
  });
  await recordAudit(tx, context, {
    action: 'user_recovery_requested',
    actorId: user.id,
    actorName: user.email,
    ip: peerOf(call).ip,
  });
  return composeMail(context.config, { kind, type, to, token, redirectTo: redirectOf(context, call) });
}

async function confirmation(
  tx: Queryable,
  context: AuthContext,
  call: AuthCall,
  { user, challenge }: MailRequest,
): Promise<Mail> {
  const token = await issueConfirmation(tx, context, { user, challenge });
  return composeMail(context.config, {
    kind: 'confirmation',
    type: 'signup',
    to: user.email ?? '',
    token,
    redirectTo: redirectOf(context, call),
  });
}

function redirectOf(context: AuthContext, call: AuthCall): string {
  return resolveRedirect(call.url.searchParams.get('redirect_to'), context.config);
}
