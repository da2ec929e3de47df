import { DatabaseError, type Queryable } from '../db/database.ts';
import type { Mail } from '../mail/mailer.ts';
import { type AuthContext, isoNow } from './context.ts';
import { AuthError } from './errors.ts';
import { type CodeChallenge, insertFlowState } from './flow-state.ts';
import { composeMail } from './mails.ts';
import { clearOneTimeTokens, countMail, issueOneTimeToken } from './one-time-tokens.ts';
import { findUserByEmail, type UserRow } from './users.ts';

/** Begins a change of address: mails to the new one and, unless switched off, to the current one too. */
export async function issueEmailChange(
  tx: Queryable,
  context: AuthContext,
  input: { user: UserRow; newEmail: string; challenge: CodeChallenge | null; redirectTo: string },
): Promise<readonly Mail[]> {
  const { user, newEmail, challenge, redirectTo } = input;
  await refuseTaken(tx, newEmail, user.id);
  await countMail(tx, context, user, 'email_change_sent_at');
  if (challenge) {
    await insertFlowState(tx, context, {
      provider: 'email',
      method: 'email_change',
      challenge,
      userId: user.id,
    });
  }
  await tx.query(
    'update auth.users set email_change = $2::text, email_change_confirm_status = 0, updated_at = $3::timestamptz where id = $1::uuid',
    [user.id, newEmail, isoNow(context)],
  );
  await tx.query(
    `delete from auth.one_time_tokens
      where user_id = $1::uuid and token_type in ('email_change_token_new', 'email_change_token_current')`,
    [user.id],
  );
  const mail = async (to: string, type: 'email_change_token_new' | 'email_change_token_current') => {
    const token = await issueOneTimeToken(tx, context, {
      userId: user.id,
      type,
      email: to,
      pkce: challenge !== null,
    });
    return composeMail(context.config, { kind: 'email_change', type: 'email_change', to, token, redirectTo });
  };
  const mails = [await mail(newEmail, 'email_change_token_new')];
  if (context.settings.doubleConfirmEmailChange && user.email) {
    mails.push(await mail(user.email, 'email_change_token_current'));
  }
  return mails;
}

/** One of the two addresses has confirmed: `'half'` while the other has to, `'done'` when the change took effect. */
export async function acceptEmailChange(
  tx: Queryable,
  context: AuthContext,
  user: UserRow,
): Promise<'half' | 'done'> {
  const { doubleConfirmEmailChange } = context.settings;
  if (doubleConfirmEmailChange && user.email && user.email_change_confirm_status === 0) {
    await tx.query('update auth.users set email_change_confirm_status = 1 where id = $1::uuid', [user.id]);
    return 'half';
  }
  if (!user.email_change) throw new AuthError(403, 'otp_expired', 'Token has expired or is invalid');
  await setEmail(tx, context, user, user.email_change);
  return 'done';
}

/** Makes `email` the proven address of `user`. Codes mailed to the old one stop working. */
export async function setEmail(
  tx: Queryable,
  context: AuthContext,
  user: UserRow,
  email: string,
): Promise<void> {
  await refuseTaken(tx, email, user.id);
  const now = isoNow(context);
  try {
    await tx.query(
      `update auth.users
          set email = $2::text, email_change = '', email_change_confirm_status = 0, email_confirmed_at = $3::timestamptz,
              updated_at = $3::timestamptz,
              raw_user_meta_data = coalesce(raw_user_meta_data, '{}'::jsonb)
                || jsonb_build_object('email', $2::text, 'email_verified', true)
        where id = $1::uuid`,
      [user.id, email, now],
    );
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '23505') throw emailExists();
    throw error;
  }
  await tx.query(
    `update auth.identities
        set identity_data = identity_data || jsonb_build_object('email', $2::text, 'email_verified', true),
            updated_at = $3::timestamptz
      where user_id = $1::uuid and provider = 'email'`,
    [user.id, email, now],
  );
  await clearOneTimeTokens(tx, user.id);
}

async function refuseTaken(tx: Queryable, email: string, userId: string): Promise<void> {
  const holder = await findUserByEmail(tx, email);
  if (holder && holder.id !== userId) throw emailExists();
}

export function emailExists(): AuthError {
  return new AuthError(422, 'email_exists', 'A user with this email address has already been registered');
}
