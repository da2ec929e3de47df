import { randomUUID } from 'node:crypto';
import { DatabaseError, type Queryable } from '../db/database.ts';
import { type AuthContext, isoNow } from './context.ts';
import { AuthError, validationFailed } from './errors.ts';
import { selectOne } from './rows.ts';

export type Metadata = Record<string, unknown>;

export interface IdentityRow {
  readonly id: string;
  readonly provider_id: string;
  readonly user_id: string;
  readonly identity_data: Metadata;
  readonly provider: string;
  readonly last_sign_in_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly email: string | null;
}

/** A row of `auth.users` with its identities; times are ISO 8601 strings. */
export interface UserRow {
  readonly id: string;
  readonly aud: string;
  readonly role: string;
  readonly email: string | null;
  readonly encrypted_password: string | null;
  readonly email_confirmed_at: string | null;
  readonly invited_at: string | null;
  readonly confirmation_sent_at: string | null;
  readonly recovery_sent_at: string | null;
  readonly email_change: string | null;
  readonly email_change_sent_at: string | null;
  readonly email_change_confirm_status: number;
  readonly reauthentication_sent_at: string | null;
  readonly last_sign_in_at: string | null;
  readonly raw_app_meta_data: Metadata;
  readonly raw_user_meta_data: Metadata;
  readonly created_at: string;
  readonly updated_at: string;
  readonly banned_until: string | null;
  readonly deleted_at: string | null;
  readonly is_anonymous: boolean;
  readonly identities: readonly IdentityRow[];
}

/** `to_jsonb` of a user with identities; the row's alias is `u`. */
export const userColumns = `to_jsonb(u) || jsonb_build_object('identities', coalesce(
  (select jsonb_agg(to_jsonb(i) order by i.created_at, i.id) from auth.identities i where i.user_id = u.id),
  '[]'::jsonb))`;

export function findUserById(queryable: Queryable, id: string): Promise<UserRow | null> {
  return selectOne<UserRow>(queryable, `select ${userColumns} from auth.users u where u.id = $1::uuid`, [id]);
}

/** `email` in lower case. */
export function findUserByEmail(queryable: Queryable, email: string): Promise<UserRow | null> {
  return selectOne<UserRow>(
    queryable,
    `select ${userColumns} from auth.users u where u.email = $1::text and not u.is_sso_user`,
    [email],
  );
}

/** For rows that must be there: written in the same transaction, or behind a foreign key. */
export async function loadUser(queryable: Queryable, id: string): Promise<UserRow> {
  const user = await findUserById(queryable, id);
  if (!user) throw new AuthError(403, 'user_not_found', 'User from sub claim in JWT does not exist');
  return user;
}

export interface NewUser {
  readonly id?: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly confirmed: boolean;
  readonly userMetadata?: Metadata;
  readonly appMetadata?: Metadata;
  readonly invited?: boolean;
  readonly bannedUntil?: string | null;
}

/** Inserts an account with its e-mail identity. 422 `user_already_exists` when the address is taken meanwhile. */
export async function insertEmailUser(tx: Queryable, context: AuthContext, input: NewUser): Promise<UserRow> {
  const id = input.id ?? randomUUID();
  const claims = { sub: id, email: input.email, email_verified: input.confirmed, phone_verified: false };
  await insertUserRow(tx, context, {
    ...input,
    id,
    userMetadata: { ...input.userMetadata, ...claims },
    appMetadata: { provider: 'email', providers: ['email'], ...input.appMetadata },
  });
  await insertIdentity(tx, context, { userId: id, provider: 'email', providerId: id, data: claims });
  return loadUser(tx, id);
}

/** The bare row, metadata as given; application triggers on `auth.users` run here. */
export async function insertUserRow(
  tx: Queryable,
  context: AuthContext,
  input: NewUser & { id: string },
): Promise<void> {
  const now = isoNow(context);
  try {
    await tx.query(
      `insert into auth.users (
         instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, invited_at, banned_until,
         raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
       values ('00000000-0000-0000-0000-000000000000', $1::uuid, 'authenticated', 'authenticated', $2::text, $3::text,
         $4::timestamptz, $5::timestamptz, $6::timestamptz, $7::text::jsonb, $8::text::jsonb, $9::timestamptz, $9::timestamptz)`,
      [
        input.id,
        input.email,
        input.passwordHash ?? '',
        input.confirmed ? now : null,
        input.invited ? now : null,
        input.bannedUntil ?? null,
        JSON.stringify(input.appMetadata ?? {}),
        JSON.stringify(input.userMetadata ?? {}),
        now,
      ],
    );
  } catch (error) {
    throw savingError(error);
  }
}

function savingError(error: unknown): unknown {
  if (!(error instanceof DatabaseError) || isUnstorableText(error)) return error;
  if (error.code === '23505' && error.schema === 'auth') {
    return new AuthError(422, 'user_already_exists', 'User already registered');
  }
  console.error('Saving a new user failed:', error);
  return new AuthError(500, 'unexpected_failure', 'Database error saving new user');
}

/** Postgres refuses NUL and lone surrogates in text and jsonb; JSON from clients may carry them. */
export function isUnstorableText(error: DatabaseError): boolean {
  return error.code === '22P05' || error.code === '22021' || error.code === '22P02';
}

export async function insertIdentity(
  tx: Queryable,
  context: AuthContext,
  {
    userId,
    provider,
    providerId,
    data,
  }: { userId: string; provider: string; providerId: string; data: Metadata },
): Promise<void> {
  await tx.query(
    `insert into auth.identities
       (id, user_id, provider, provider_id, identity_data, last_sign_in_at, created_at, updated_at)
     values ($1::uuid, $2::uuid, $3::text, $4::text, $5::text::jsonb, $6::timestamptz, $6::timestamptz, $6::timestamptz)`,
    [randomUUID(), userId, provider, providerId, JSON.stringify(data), isoNow(context)],
  );
}

/** Marks the address as proven, in the row, its metadata and its e-mail identity. */
export async function confirmEmail(tx: Queryable, context: AuthContext, userId: string): Promise<void> {
  await tx.query(
    `update auth.users
        set email_confirmed_at = coalesce(email_confirmed_at, $2::timestamptz), updated_at = $2::timestamptz,
            raw_user_meta_data = coalesce(raw_user_meta_data, '{}'::jsonb) || '{"email_verified":true}'::jsonb
      where id = $1::uuid`,
    [userId, isoNow(context)],
  );
  await tx.query(
    `update auth.identities set identity_data = identity_data || '{"email_verified":true}'::jsonb, updated_at = $2::timestamptz
      where user_id = $1::uuid and provider = 'email'`,
    [userId, isoNow(context)],
  );
}

export async function removePassword(tx: Queryable, context: AuthContext, userId: string): Promise<void> {
  await tx.query(
    `update auth.users set encrypted_password = '', updated_at = $2::timestamptz where id = $1::uuid`,
    [userId, isoNow(context)],
  );
}

export function isBanned(user: UserRow, now: number): boolean {
  return user.banned_until !== null && Date.parse(user.banned_until) > now;
}

/** Lower case, trimmed. 400 `validation_failed` when it is not an address. */
export function normalizeEmail(email: string): string {
  const address = email.trim().toLowerCase();
  if (address === '') throw validationFailed('An email address is required');
  if (address.length > 255 || !emailPattern.test(address)) {
    throw validationFailed('Unable to validate email address: invalid format');
  }
  return address;
}

/** The HTML specification's "valid e-mail address", with a dot in the domain not required. */
const emailPattern =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
