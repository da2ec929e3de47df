import { z } from 'zod';
import type { Queryable } from '../db/database.ts';
import { requireAdmin } from './authenticate.ts';
import { type AuthCall, type AuthContext, isoNow, json, readBody } from './context.ts';
import { emailExists } from './email-change.ts';
import { AuthError, validationFailed } from './errors.ts';
import { metadataField, textField } from './fields.ts';
import { composeMail, type LinkType } from './mails.ts';
import { type IssuedToken, issueOneTimeToken, type OneTimeTokenType } from './one-time-tokens.ts';
import { checkPasswordStrength, hashPassword } from './passwords.ts';
import { resolveRedirect } from './redirects.ts';
import { issuerOf } from './settings.ts';
import { userJson } from './user-json.ts';
import { findUserByEmail, insertEmailUser, loadUser, normalizeEmail, type UserRow } from './users.ts';

const linkBody = z.object({
  type: textField,
  email: textField,
  new_email: textField,
  password: textField,
  data: metadataField,
  redirect_to: textField,
});

type LinkBody = z.infer<typeof linkBody>;

/** POST /admin/generate_link: the link that a mail would have carried; nothing is mailed. */
export async function generateLink(context: AuthContext, call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const body = await readBody(call.request, linkBody);
  const type = linkType(body.type);
  const email = normalizeEmail(body.email);
  const redirectTo = resolveRedirect(
    body.redirect_to || call.url.searchParams.get('redirect_to'),
    context.config,
  );
  const passwordHash = await readPassword(context, body);
  const { user, token } = await context.db.transaction((tx) =>
    issue(tx, context, { body, email, passwordHash }),
  );
  const link = new URL(`${issuerOf(context.config)}/verify`);
  link.search = new URLSearchParams({ token: token.tokenHash, type, redirect_to: redirectTo }).toString();
  return json({
    ...userJson(user),
    action_link: link.href,
    email_otp: token.otp,
    hashed_token: token.tokenHash,
    verification_type: body.type,
    redirect_to: redirectTo,
  });
}

const inviteBody = z.object({ email: textField, data: metadataField });

/** POST /invite: makes the account and mails the invitation. */
export async function inviteUser(context: AuthContext, call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const body = await readBody(call.request, inviteBody);
  const email = normalizeEmail(body.email);
  const { user, token } = await context.db.transaction((tx) =>
    invite(tx, context, { email, data: body.data }),
  );
  const redirectTo = resolveRedirect(call.url.searchParams.get('redirect_to'), context.config);
  await context.mailer.send(
    composeMail(context.config, { kind: 'invite', type: 'invite', to: email, token, redirectTo }),
  );
  return json(userJson(user));
}

interface Issued {
  readonly user: UserRow;
  readonly token: IssuedToken;
}

async function issue(
  tx: Queryable,
  context: AuthContext,
  { body, email, passwordHash }: { body: LinkBody; email: string; passwordHash: string | null },
): Promise<Issued> {
  const existing = await findUserByEmail(tx, email);
  switch (body.type) {
    case 'invite':
      return invite(tx, context, { email, data: body.data });
    case 'signup': {
      if (existing?.email_confirmed_at) throw emailExists();
      const user =
        existing ??
        (await insertEmailUser(tx, context, {
          email,
          passwordHash,
          confirmed: false,
          userMetadata: body.data,
        }));
      return tokenFor(tx, context, user, 'confirmation_token');
    }
    case 'magiclink':
    case 'recovery':
      return tokenFor(tx, context, existing ?? notFound(), 'recovery_token');
    default:
      return changeToken(tx, context, existing ?? notFound(), body);
  }
}

async function invite(
  tx: Queryable,
  context: AuthContext,
  { email, data }: { email: string; data: Record<string, unknown> },
): Promise<Issued> {
  const existing = await findUserByEmail(tx, email);
  if (existing?.email_confirmed_at) throw emailExists();
  const user =
    existing ??
    (await insertEmailUser(tx, context, {
      email,
      passwordHash: null,
      confirmed: false,
      invited: true,
      userMetadata: data,
    }));
  return tokenFor(tx, context, user, 'confirmation_token');
}

async function changeToken(
  tx: Queryable,
  context: AuthContext,
  user: UserRow,
  body: LinkBody,
): Promise<Issued> {
  const newEmail = normalizeEmail(body.new_email);
  if (await findUserByEmail(tx, newEmail)) throw emailExists();
  await tx.query(
    `update auth.users set email_change = $2::text, email_change_sent_at = $3::timestamptz,
            email_change_confirm_status = case when email_change = $2::text then email_change_confirm_status else 0 end
      where id = $1::uuid`,
    [user.id, newEmail, isoNow(context)],
  );
  const current = body.type === 'email_change_current';
  return tokenFor(
    tx,
    context,
    user,
    current ? 'email_change_token_current' : 'email_change_token_new',
    current ? (user.email ?? '') : newEmail,
  );
}

async function tokenFor(
  tx: Queryable,
  context: AuthContext,
  user: UserRow,
  type: OneTimeTokenType,
  email = user.email ?? '',
): Promise<Issued> {
  const token = await issueOneTimeToken(tx, context, { userId: user.id, type, email, pkce: false });
  return { user: await loadUser(tx, user.id), token };
}

async function readPassword(context: AuthContext, body: LinkBody): Promise<string | null> {
  if (body.type !== 'signup') return null;
  if (body.password === '') throw validationFailed('Signup requires a valid password');
  checkPasswordStrength(body.password, context.settings);
  return hashPassword(body.password, context.settings);
}

function linkType(type: string): LinkType {
  switch (type) {
    case 'signup':
    case 'invite':
    case 'recovery':
    case 'magiclink':
      return type;
    case 'email_change_new':
    case 'email_change_current':
      return 'email_change';
    default:
      throw validationFailed(`Invalid email action link type requested: ${type}`);
  }
}

function notFound(): never {
  throw new AuthError(404, 'user_not_found', 'User with this email not found');
}
