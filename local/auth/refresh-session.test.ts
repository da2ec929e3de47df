import { createServerClient } from '@supabase/ssr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestAuth, type TestAuth, testConfig, unlimited } from './test-auth.ts';

let auth: TestAuth;
let count = 0;

beforeAll(async () => {
  auth = await startTestAuth({
    limits: unlimited,
  });
});
afterAll(() => auth.close());

async function signedUp() {
  count += 1;
  const user = { email: `refresh${count}@example.com`, password: `correct horse ${count}` };
  const { data } = await auth.client().auth.signUp(user);
  return { user, userId: data.user?.id ?? '', first: data.session?.refresh_token ?? '' };
}

/** A copy of the token alone, as a thief or another tab would have it. */
function refresh(token: string) {
  return auth.client().auth.refreshSession({ refresh_token: token });
}

async function next(token: string): Promise<string> {
  const { data, error } = await refresh(token);
  expect(error).toBeNull();
  return data.session?.refresh_token ?? '';
}

test('each refresh gives a new token of the same session', async () => {
  const { first } = await signedUp();
  const before = await refresh(first);
  const after = await refresh(before.data.session?.refresh_token ?? '');
  expect(after.error).toBeNull();
  expect(after.data.session?.refresh_token).not.toBe(before.data.session?.refresh_token);
  const sessionOf = (token = '') =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).session_id;
  expect(sessionOf(after.data.session?.access_token)).toBe(sessionOf(before.data.session?.access_token));
});

test('the parent of the active token gets the active token again, however late', async () => {
  const { first } = await signedUp();
  const second = await next(first);
  auth.advance(3600);
  expect(await next(first)).toBe(second);
  expect(await next(first)).toBe(second);
});

test('a grandparent is good for ten seconds after its use, and no longer', async () => {
  const { first } = await signedUp();
  const second = await next(first);
  await next(second);
  auth.advance(9);
  expect((await refresh(first)).error).toBeNull();
  auth.advance(2);
  expect((await refresh(first)).error).toMatchObject({ status: 400, code: 'refresh_token_already_used' });
});

test('a replayed old token ends its whole family for good, and only its own', async () => {
  const { user, first } = await signedUp();
  const elsewhere = auth.client();
  await elsewhere.auth.signInWithPassword(user);
  const second = await next(first);
  const third = await next(second);
  auth.advance(60);
  expect((await refresh(first)).error).toMatchObject({ code: 'refresh_token_already_used' });
  auth.advance(60);
  expect((await refresh(third)).error).toMatchObject({ code: 'refresh_token_already_used' });
  expect((await refresh(second)).error).toMatchObject({ code: 'refresh_token_already_used' });
  expect((await elsewhere.auth.refreshSession()).error).toBeNull();
});

test('twenty refreshes of one token at once all succeed and agree', async () => {
  const { first } = await signedUp();
  const results = await Promise.all(Array.from({ length: 20 }, () => refresh(first)));
  expect(results.map(({ error }) => error)).toEqual(Array.from({ length: 20 }, () => null));
  expect(new Set(results.map(({ data }) => data.session?.refresh_token)).size).toBe(1);
});

test.each([
  ['made up', 'refresh_token_not_found'],
  ['', 'validation_failed'],
])('a token %j is refused', async (token, code) => {
  const response = await auth.fetch(`${testConfig.supabaseUrl}/auth/v1/token?grant_type=refresh_token`, {
    method: 'POST',
    body: JSON.stringify({ refresh_token: token }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error_code: code });
});

test('a banned user gets no new tokens', async () => {
  const { userId, first } = await signedUp();
  await auth.admin().auth.admin.updateUserById(userId, { ban_duration: '1h' });
  expect((await refresh(first)).error).toMatchObject({ status: 400, code: 'user_banned' });
  auth.advance(3601);
  expect((await refresh(first)).error).toBeNull();
});

test('the database holds no refresh token that could be used', async () => {
  const { first } = await signedUp();
  const second = await next(first);
  const rows = await auth.db.query<{ row: string }>('select r::text as row from auth.refresh_tokens r');
  const text = rows.map(({ row }) => row).join('\n');
  expect(text).not.toContain(first);
  expect(text).not.toContain(second);
});

test('parallel server renderings of one expiring session keep the person signed in', async () => {
  const { user } = await signedUp();
  const jar = new Map<string, string>();
  const server = () =>
    createServerClient(testConfig.supabaseUrl, auth.keys.publishableKey, {
      global: { fetch: auth.fetch },
      cookieOptions: { name: 'cairn-auth' },
      cookies: {
        getAll: () => [...jar].map(([name, value]) => ({ name, value })),
        setAll: (cookies) => {
          for (const { name, value } of cookies) {
            if (value === '') jar.delete(name);
            else jar.set(name, value);
          }
        },
      },
    });
  await server().auth.signInWithPassword(user);
  for (let round = 0; round < 3; round += 1) {
    expireCookie(jar);
    const results = await Promise.all([server(), server(), server()].map((client) => client.auth.getUser()));
    expect(results.map(({ data }) => data.user?.email)).toEqual([user.email, user.email, user.email]);
    auth.advance(30);
  }
  expect((await server().auth.getUser()).data.user?.email).toBe(user.email);
});

/** Rewrites the session cookie so that its access token seems about to expire. */
function expireCookie(jar: Map<string, string>): void {
  const names = [...jar.keys()].filter((name) => /^cairn-auth(\.\d+)?$/.test(name)).sort();
  const text = names.map((name) => jar.get(name) ?? '').join('');
  const session = JSON.parse(Buffer.from(text.replace(/^base64-/, ''), 'base64url').toString());
  for (const name of names) jar.delete(name);
  const expiring = { ...session, expires_at: Math.floor(Date.now() / 1000) + 5 };
  jar.set('cairn-auth', `base64-${Buffer.from(JSON.stringify(expiring)).toString('base64url')}`);
}
