import { z } from 'zod';
import type { Queryable } from '../db/database.ts';
import { isUuid, requireAdmin } from './authenticate.ts';
import { type AuthCall, type AuthContext, json, readBody } from './context.ts';
import { emailExists, setEmail } from './email-change.ts';
import { AuthError, validationFailed } from './errors.ts';
import { metadataField, textField } from './fields.ts';
import { mergeMetadata } from './merge-metadata.ts';
import { clearOneTimeTokens } from './one-time-tokens.ts';
import { checkPasswordStrength, hashPassword } from './passwords.ts';
import { selectJson } from './rows.ts';
import { endSessions } from './sessions.ts';
import { userJson } from './user-json.ts';
import {
  confirmEmail,
  findUserByEmail,
  findUserById,
  insertEmailUser,
  loadUser,
  normalizeEmail,
  type UserRow,
  userColumns,
} from './users.ts';

/** GET /admin/users?page&per_page, newest first. */
export async function listUsers(context: AuthContext, call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const page = readCount(call.url, 'page', 1);
  const perPage = readCount(call.url, 'per_page', 50);
  const [counted] = await context.db.query<{ total: number }>(
    'select count(*)::int as total from auth.users where deleted_at is null',
  );
  const users = await selectJson<UserRow>(
    context.db,
    `select ${userColumns} from auth.users u where u.deleted_at is null
      order by u.created_at desc, u.id limit $1::int offset $2::int`,
    [perPage, (page - 1) * perPage],
  );
  const total = counted?.total ?? 0;
  return json({ users: users.map(userJson), aud: 'authenticated' }, 200, {
    'x-total-count': String(total),
    link: pageLinks(call.url, { page, perPage, total }),
  });
}

const userBody = z.object({
  id: textField,
  email: textField,
  phone: textField,
  password: z.string().nullish(),
  password_hash: textField,
  email_confirm: z.boolean().nullish(),
  user_metadata: metadataField,
  app_metadata: metadataField,
  ban_duration: textField,
  role: textField,
});

type UserBody = z.infer<typeof userBody>;

/** POST /admin/users. Without a password the account can be opened by mail only. */
export async function createUser(context: AuthContext, call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const body = await readUserBody(call);
  if (body.email === '') throw validationFailed('Cannot create a user without either an email or phone');
  if (body.id !== '' && !isUuid(body.id)) throw validationFailed('ID must conform to the uuid v4 format');
  const email = normalizeEmail(body.email);
  const passwordHash = await readPassword(context, body);
  const user = await context.db.transaction(async (tx) => {
    if (await findUserByEmail(tx, email)) throw emailExists();
    if (body.id !== '' && (await findUserById(tx, body.id))) {
      throw new AuthError(422, 'conflict', 'A user with this ID exists already');
    }
    return insertEmailUser(tx, context, {
      id: body.id === '' ? undefined : body.id.toLowerCase(),
      email,
      passwordHash,
      confirmed: body.email_confirm === true,
      userMetadata: body.user_metadata,
      appMetadata: body.app_metadata,
      bannedUntil: bannedUntil(context, body.ban_duration),
    });
  });
  return json(userJson(user));
}

/** GET /admin/users/:id */
export async function getUser(context: AuthContext, call: AuthCall, id: string): Promise<Response> {
  requireAdmin(call);
  return json(userJson(await requireUser(context.db, id)));
}

/** PUT /admin/users/:id: no confirmations, no questions; a new password ends every session. */
export async function changeUser(context: AuthContext, call: AuthCall, id: string): Promise<Response> {
  requireAdmin(call);
  const body = await readUserBody(call);
  const email = body.email === '' ? null : normalizeEmail(body.email);
  const passwordHash = await readPassword(context, body);
  const user = await context.db.transaction(async (tx) => {
    const before = await requireUser(tx, id);
    if (email && email !== before.email) await setEmail(tx, context, before, email);
    if (body.email_confirm === true) await confirmEmail(tx, context, id);
    if (passwordHash !== null) {
      await tx.query('update auth.users set encrypted_password = $2::text where id = $1::uuid', [
        id,
        passwordHash,
      ]);
      await clearOneTimeTokens(tx, id);
      await endSessions(tx, id);
    }
    await mergeMetadata(tx, context, { userId: id, user: body.user_metadata, app: body.app_metadata });
    if (body.ban_duration !== '') {
      await tx.query('update auth.users set banned_until = $2::timestamptz where id = $1::uuid', [
        id,
        bannedUntil(context, body.ban_duration),
      ]);
    }
    return loadUser(tx, id);
  });
  return json(userJson(user));
}

/** DELETE /admin/users/:id, for good; `should_soft_delete` is refused. */
export async function deleteUser(context: AuthContext, call: AuthCall, id: string): Promise<Response> {
  requireAdmin(call);
  const body = await readBody(call.request, z.object({ should_soft_delete: z.boolean().nullish() }));
  if (body.should_soft_delete) {
    throw validationFailed('Soft deletion is not offered by the embedded auth service');
  }
  await context.db.transaction(async (tx) => {
    await requireUser(tx, id);
    await tx.query('delete from auth.users where id = $1::uuid', [id]);
  });
  return json({});
}

async function readUserBody({ request }: AuthCall): Promise<UserBody> {
  const body = await readBody(request, userBody);
  if (body.phone !== '') throw new AuthError(400, 'phone_provider_disabled', 'Phone accounts are disabled');
  if (body.role !== '' && body.role !== 'authenticated') {
    throw validationFailed('Roles other than "authenticated" are not offered by the embedded auth service');
  }
  return body;
}

async function readPassword(context: AuthContext, body: UserBody): Promise<string | null> {
  if (body.password_hash !== '') {
    if (body.password) throw validationFailed('Only a password or a password hash should be provided');
    if (!/^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/.test(body.password_hash)) {
      throw validationFailed('password_hash must be a bcrypt hash');
    }
    return body.password_hash;
  }
  if (!body.password) return null;
  checkPasswordStrength(body.password, context.settings);
  return hashPassword(body.password, context.settings);
}

async function requireUser(queryable: Queryable, id: string): Promise<UserRow> {
  if (!isUuid(id)) throw new AuthError(404, 'validation_failed', 'user_id must be an UUID');
  const user = await findUserById(queryable, id);
  if (!user) throw new AuthError(404, 'user_not_found', 'User not found');
  return user;
}

/** `none`, or a Go duration of hours, minutes and seconds (`24h`, `1h30m`). */
function bannedUntil(context: AuthContext, duration: string): string | null {
  if (duration === '' || duration === 'none') return null;
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration);
  if (!parts) throw validationFailed('invalid format for ban duration: use "none" or a duration like "24h"');
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  const length = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  const end = new Date(context.now() + length);
  if (Number.isNaN(end.getTime()) || end.getUTCFullYear() > 9999)
    throw validationFailed('ban duration is too long');
  return end.toISOString();
}

function readCount(url: URL, name: string, fallback: number): number {
  const text = url.searchParams.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 1_000_000) {
    throw validationFailed(`Bad Pagination Parameters: ${name} must be a number`);
  }
  return value === 0 ? fallback : value;
}

/** RFC 8288. `page` stands first: the client library reads what follows the first `=`. */
function pageLinks(
  url: URL,
  { page, perPage, total }: { page: number; perPage: number; total: number },
): string {
  const last = Math.max(1, Math.ceil(total / perPage));
  const link = (target: number, relation: string) =>
    `<${url.pathname}?page=${target}&per_page=${perPage}>; rel="${relation}"`;
  return [...(page < last ? [link(page + 1, 'next')] : []), link(last, 'last')].join(', ');
}
