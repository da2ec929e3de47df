import { randomUUID } from 'node:crypto';
import type { IdentityRow, Metadata, UserRow } from './users.ts';

/** The user as clients see it; absent times are left out, as the hosted service does. */
export function userJson(user: UserRow): Metadata {
  return {
    id: user.id,
    aud: user.aud,
    role: user.role,
    email: user.email ?? '',
    ...times(user, ['email_confirmed_at', 'invited_at']),
    phone: '',
    ...times(user, ['confirmation_sent_at']),
    ...(user.email_confirmed_at ? { confirmed_at: utc(user.email_confirmed_at) } : {}),
    ...times(user, ['recovery_sent_at']),
    ...(user.email_change ? { new_email: user.email_change } : {}),
    ...times(user, ['email_change_sent_at', 'reauthentication_sent_at', 'last_sign_in_at']),
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    identities: user.identities.map(identityJson),
    created_at: utc(user.created_at),
    updated_at: utc(user.updated_at),
    ...times(user, ['banned_until', 'deleted_at']),
    is_anonymous: user.is_anonymous,
  };
}

/**
 * What signing up with a taken address answers: the shape of a fresh account, but of nobody.
 * No identities and an empty role, by which clients that care can tell.
 */
export function obfuscatedUserJson(email: string, userMetadata: Metadata, now: number): Metadata {
  const at = new Date(now).toISOString();
  return {
    id: randomUUID(),
    aud: 'authenticated',
    role: '',
    email,
    phone: '',
    confirmation_sent_at: at,
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: userMetadata,
    identities: [],
    created_at: at,
    updated_at: at,
    is_anonymous: false,
  };
}

export function identityJson(identity: IdentityRow): Metadata {
  return {
    identity_id: identity.id,
    id: identity.provider_id,
    user_id: identity.user_id,
    identity_data: identity.identity_data,
    provider: identity.provider,
    last_sign_in_at: identity.last_sign_in_at ? utc(identity.last_sign_in_at) : null,
    created_at: utc(identity.created_at),
    updated_at: utc(identity.updated_at),
    ...(identity.email ? { email: identity.email } : {}),
  };
}

type TimeColumn = {
  [Key in keyof UserRow]: UserRow[Key] extends string | null ? Key : never;
}[keyof UserRow];

function times(user: UserRow, columns: readonly TimeColumn[]): Metadata {
  return Object.fromEntries(
    columns.flatMap((column) => {
      const value = user[column];
      return value ? [[column, utc(value)]] : [];
    }),
  );
}

function utc(time: string): string {
  return new Date(time).toISOString();
}
