import { randomUUID } from 'node:crypto';
import type { Queryable } from '../db/database.ts';
import { type AuthContext, isoNow } from './context.ts';
import { AuthError } from './errors.ts';
import type { GitHubAccount } from './github.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { clearOneTimeTokens } from './one-time-tokens.ts';
import { selectOne } from './rows.ts';
import { endSessions } from './sessions.ts';
import {
  confirmEmail,
  findUserByEmail,
  insertIdentity,
  insertUserRow,
  loadUser,
  removePassword,
  type UserRow,
} from './users.ts';

/**
 * The account behind a GitHub identity: the one it belongs to; else the one with the same verified address;
 * else a new one. 403 `provider_email_needs_verification` when GitHub vouches for no address.
 */
export async function resolveOAuthUser(
  tx: Queryable,
  context: AuthContext,
  account: GitHubAccount,
): Promise<UserRow> {
  const known = await selectOne<{ user_id: string }>(
    tx,
    `select to_jsonb(i) from auth.identities i where i.provider = 'github' and i.provider_id = $1::text`,
    [account.id],
  );
  if (known) {
    await tx.query(
      `update auth.identities
          set identity_data = identity_data || $2::text::jsonb, last_sign_in_at = $3::timestamptz, updated_at = $3::timestamptz
        where provider = 'github' and provider_id = $1::text`,
      [account.id, JSON.stringify(account.profile), isoNow(context)],
    );
    return loadUser(tx, known.user_id);
  }
  if (!account.email) {
    throw new AuthError(
      403,
      'provider_email_needs_verification',
      'Unverified email with github. Verify an e-mail address there and try again.',
    );
  }
  const existing = await findUserByEmail(tx, account.email);
  const userId = existing
    ? await takeOver(tx, context, existing)
    : await createFor(tx, context, account, account.email);
  await insertIdentity(tx, context, {
    userId,
    provider: 'github',
    providerId: account.id,
    data: account.profile,
  });
  await mergeMetadata(tx, context, { userId, user: account.profile });
  await listProviders(tx, userId);
  return loadUser(tx, userId);
}

/**
 * Links by address. Whoever made an unconfirmed account has not proven the address, so nothing they set up
 * (password, identities, sessions, codes) may open it from now on.
 */
async function takeOver(tx: Queryable, context: AuthContext, existing: UserRow): Promise<string> {
  if (!existing.email_confirmed_at) {
    await tx.query('delete from auth.identities where user_id = $1::uuid', [existing.id]);
    await removePassword(tx, context, existing.id);
    await endSessions(tx, existing.id);
    await clearOneTimeTokens(tx, existing.id);
    await confirmEmail(tx, context, existing.id);
  }
  return existing.id;
}

async function createFor(
  tx: Queryable,
  context: AuthContext,
  account: GitHubAccount,
  email: string,
): Promise<string> {
  if (context.settings.signUpDisabled) {
    throw new AuthError(422, 'signup_disabled', 'Signups not allowed for this instance');
  }
  const id = randomUUID();
  await insertUserRow(tx, context, {
    id,
    email,
    passwordHash: null,
    confirmed: true,
    userMetadata: account.profile,
    appMetadata: { provider: 'github', providers: ['github'] },
  });
  return id;
}

/** `app_metadata.providers` lists what the account can sign in with. */
async function listProviders(tx: Queryable, userId: string): Promise<void> {
  await tx.query(
    `update auth.users u
        set raw_app_meta_data = coalesce(u.raw_app_meta_data, '{}'::jsonb) || (
          select jsonb_build_object(
            'provider', (jsonb_agg(i.provider order by i.created_at, i.provider)) -> 0,
            'providers', jsonb_agg(i.provider order by i.created_at, i.provider))
          from auth.identities i where i.user_id = u.id)
      where u.id = $1::uuid`,
    [userId],
  );
}
