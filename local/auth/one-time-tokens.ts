import { createHash, randomInt } from 'node:crypto';
import type { Queryable } from '../db/database.ts';
import { type AuthContext, isoNow } from './context.ts';
import { AuthError } from './errors.ts';
import { selectOne } from './rows.ts';
import type { UserRow } from './users.ts';

export type OneTimeTokenType =
  | 'confirmation_token'
  | 'reauthentication_token'
  | 'recovery_token'
  | 'email_change_token_new'
  | 'email_change_token_current';

/** The column of `auth.users` that remembers when a kind of mail was last sent. */
export type SentColumn =
  | 'confirmation_sent_at'
  | 'recovery_sent_at'
  | 'email_change_sent_at'
  | 'reauthentication_sent_at';

export interface OneTimeTokenRow {
  readonly id: string;
  readonly user_id: string;
  readonly token_type: OneTimeTokenType;
  readonly token_hash: string;
  readonly relates_to: string;
}

export interface IssuedToken {
  /** Six digits to type. */
  readonly otp: string;
  /** For links: `token_hash` of `verifyOtp`. */
  readonly tokenHash: string;
}

export const pkcePrefix = 'pkce_';

/** SHA-224 of address and code, the hosted format; links carry it whole. */
export function hashOneTimeToken(email: string, otp: string): string {
  return createHash('sha224')
    .update(email + otp)
    .digest('hex');
}

/** Replaces the user's token of that type. The caller has counted the mail with `countMail`. */
export async function issueOneTimeToken(
  tx: Queryable,
  context: AuthContext,
  { userId, type, email, pkce }: { userId: string; type: OneTimeTokenType; email: string; pkce: boolean },
): Promise<IssuedToken> {
  const otp = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const tokenHash = `${pkce ? pkcePrefix : ''}${hashOneTimeToken(email, otp)}`;
  await tx.query(
    `insert into auth.one_time_tokens (user_id, token_type, token_hash, relates_to, created_at, updated_at)
     values ($1::uuid, $2::text::auth.one_time_token_type, $3::text, $4::text,
       $5::timestamptz at time zone 'utc', $5::timestamptz at time zone 'utc')
     on conflict (user_id, token_type) do update
       set token_hash = excluded.token_hash, relates_to = excluded.relates_to,
           created_at = excluded.created_at, updated_at = excluded.updated_at`,
    [userId, type, tokenHash, email, isoNow(context)],
  );
  return { otp, tokenHash };
}

const markSent: Record<SentColumn, string> = {
  confirmation_sent_at: 'update auth.users set confirmation_sent_at = $2::timestamptz where id = $1::uuid',
  recovery_sent_at: 'update auth.users set recovery_sent_at = $2::timestamptz where id = $1::uuid',
  email_change_sent_at: 'update auth.users set email_change_sent_at = $2::timestamptz where id = $1::uuid',
  reauthentication_sent_at:
    'update auth.users set reauthentication_sent_at = $2::timestamptz where id = $1::uuid',
};

/** Notes that a mail goes out now. 429 `over_email_send_rate_limit` when the last of its kind is too recent. */
export async function countMail(
  tx: Queryable,
  context: AuthContext,
  user: UserRow,
  column: SentColumn,
): Promise<void> {
  const last = user[column];
  if (last) refuseTooSoon(context, Date.parse(last));
  await tx.query(markSent[column], [user.id, isoNow(context)]);
}

/** The same answers for an address without an account, or a second request would tell that there is none. */
export function countUnsentMail(context: AuthContext, email: string, column: SentColumn): void {
  const key = `${column} ${email}`;
  const last = context.unsentMails.get(key);
  if (last !== undefined) refuseTooSoon(context, last);
  context.unsentMails.delete(key);
  context.unsentMails.set(key, context.now());
  const oldest = context.unsentMails.keys().next().value;
  if (context.unsentMails.size > 10_000 && oldest !== undefined) context.unsentMails.delete(oldest);
}

function refuseTooSoon(context: AuthContext, last: number): void {
  const readyAt = last + context.settings.mailInterval * 1000;
  if (readyAt <= context.now()) return;
  const seconds = Math.ceil((readyAt - context.now()) / 1000);
  throw new AuthError(
    429,
    'over_email_send_rate_limit',
    `For security purposes, you can only request this after ${seconds} seconds.`,
    { headers: { 'retry-after': String(seconds) } },
  );
}

/** A live token that a link carried. */
export function findByTokenHash(
  tx: Queryable,
  context: AuthContext,
  { tokenHash, types }: { tokenHash: string; types: readonly OneTimeTokenType[] },
): Promise<OneTimeTokenRow | null> {
  return selectOne(
    tx,
    `select to_jsonb(t) from auth.one_time_tokens t
      where t.token_hash = $1::text and t.token_type::text = any (string_to_array($2::text, ','))
        and t.created_at > $3::timestamptz at time zone 'utc'`,
    [tokenHash, types.join(','), oldestLive(context)],
  );
}

/** A live token whose code somebody typed; one that was issued for PKCE matches as well. */
export function findByCode(
  tx: Queryable,
  context: AuthContext,
  { email, otp, types }: { email: string; otp: string; types: readonly OneTimeTokenType[] },
): Promise<OneTimeTokenRow | null> {
  const hash = hashOneTimeToken(email, otp);
  return selectOne(
    tx,
    `select to_jsonb(t) from auth.one_time_tokens t
      where t.token_hash in ($1::text, $2::text) and t.relates_to = $3::text
        and t.token_type::text = any (string_to_array($4::text, ','))
        and t.created_at > $5::timestamptz at time zone 'utc'
      order by t.created_at desc limit 1`,
    [hash, pkcePrefix + hash, email, types.join(','), oldestLive(context)],
  );
}

export async function deleteOneTimeToken(tx: Queryable, id: string): Promise<void> {
  await tx.query('delete from auth.one_time_tokens where id = $1::uuid', [id]);
}

export async function clearOneTimeTokens(tx: Queryable, userId: string): Promise<void> {
  await tx.query('delete from auth.one_time_tokens where user_id = $1::uuid', [userId]);
}

function oldestLive(context: AuthContext): string {
  return new Date(context.now() - context.settings.otpLifetime * 1000).toISOString();
}
