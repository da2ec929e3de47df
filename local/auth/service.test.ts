import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestAuth, type TestAuth, testConfig, unlimited } from './test-auth.ts';

const base = `${testConfig.supabaseUrl}/auth/v1`;
let auth: TestAuth;

beforeAll(async () => {
  auth = await startTestAuth();
});
afterAll(() => auth.close());

test('errors have the shape of the API version that the client names', async () => {
  const body = JSON.stringify({ email: 'a@example.com', password: 'nothing' });
  const ask = (headers: Record<string, string>) =>
    auth.fetch(`${base}/token?grant_type=password`, { method: 'POST', body, headers });
  const named = await ask({ 'x-supabase-api-version': '2024-01-01' });
  expect(named.headers.get('x-supabase-api-version')).toBe('2024-01-01');
  expect(await named.json()).toEqual({ code: 'invalid_credentials', message: 'Invalid login credentials' });
  const unnamed = await ask({});
  expect(unnamed.headers.has('x-supabase-api-version')).toBe(false);
  expect(await unnamed.json()).toEqual({
    code: 400,
    error_code: 'invalid_credentials',
    msg: 'Invalid login credentials',
  });
});

test('answers with tokens or personal data are never cached', async () => {
  const body = JSON.stringify({ email: 'cache@example.com', password: 'long enough' });
  const response = await auth.fetch(`${base}/signup`, { method: 'POST', body });
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test.each(['{', '[]', '"text"', '{"email": 7}', '{"email": {}, "password": []}'])(
  'the body %s is a 400 that says so',
  async (body) => {
    const response = await auth.fetch(`${base}/signup`, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error_code: 'bad_json' });
  },
);

test.each([
  [null, 401, 'no_authorization'],
  ['sb_publishable_anything', 401, 'no_authorization'],
  ['not.a.token', 403, 'bad_jwt'],
])('the bearer %s is nobody', async (bearer, status, code) => {
  const headers: HeadersInit = bearer ? { authorization: `Bearer ${bearer}` } : {};
  const response = await auth.fetch(`${base}/user`, { headers });
  expect([response.status, (await response.json()).error_code]).toEqual([status, code]);
});

test('an access token that ran out is refused', async () => {
  const client = auth.client();
  const { data } = await client.auth.signUp({ email: 'expired@example.com', password: 'long enough' });
  auth.advance(3601);
  const { error } = await client.auth.getUser(data.session?.access_token);
  auth.advance(-3601);
  expect(error).toMatchObject({ status: 403, code: 'bad_jwt' });
});

test.each([
  ['POST', '/signup', '{"password":"long enough"}', 'anonymous_provider_disabled'],
  ['POST', '/signup', '{"phone":"123","password":"long enough"}', 'phone_provider_disabled'],
  ['POST', '/otp', '{"phone":"123"}', 'phone_provider_disabled'],
  ['POST', '/token?grant_type=id_token', '{}', 'provider_disabled'],
  ['POST', '/token?grant_type=web3', '{}', 'web3_provider_disabled'],
  ['POST', '/factors', '{}', 'mfa_totp_enroll_not_enabled'],
  ['POST', '/factors/x/challenge', '{}', 'mfa_factor_not_found'],
  ['POST', '/sso', '{}', 'saml_provider_disabled'],
  ['GET', '/user/identities/authorize?provider=github', undefined, 'manual_linking_disabled'],
  ['GET', '/authorize?provider=github', undefined, 'validation_failed'],
  ['GET', '/authorize?provider=google', undefined, 'validation_failed'],
  ['POST', '/passkeys/authentication/options', '{}', 'passkey_disabled'],
  ['GET', '/nothing-here', undefined, 'not_found'],
])('%s %s %s is refused by name', async (method, path, body, code) => {
  const response = await auth.fetch(`${base}${path}`, { method, body });
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect((await response.json()).error_code).toBe(code);
});

test('settings and health tell what is on', async () => {
  const settings = await (await auth.fetch(`${base}/settings`)).json();
  expect(settings).toMatchObject({
    external: { email: true, github: false, anonymous_users: false },
    disable_signup: false,
    mailer_autoconfirm: true,
  });
  expect((await auth.fetch(`${base}/health`)).status).toBe(200);
});

test('calls above the limit of an address wait, then go through again', async () => {
  const strict = await startTestAuth({
    limits: { ...unlimited, mail: { perFiveMinutes: 30, burst: 3 } },
  });
  try {
    const ask = async () => {
      const { error } = await strict.client().auth.resetPasswordForEmail(`x${Math.random()}@example.com`);
      return error?.code ?? 'ok';
    };
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([
      'ok',
      'ok',
      'ok',
      'over_request_rate_limit',
    ]);
    strict.advance(11);
    expect([await ask(), await ask()]).toEqual(['ok', 'over_request_rate_limit']);
    strict.address = '203.0.113.9';
    expect(await ask()).toBe('ok');
  } finally {
    await strict.close();
  }
});

test('codes and passwords can be guessed a few times per account, not more', async () => {
  const strict = await startTestAuth();
  const email = 'guessed@example.com';
  const password = 'correct horse battery';
  const codes = async (count: number, guess: () => Promise<{ error: { code?: string } | null }>) => {
    const seen: (string | undefined)[] = [];
    for (let index = 0; index < count; index += 1) seen.push((await guess()).error?.code);
    return seen;
  };
  try {
    await strict.client().auth.signUp({ email, password });
    const right = () => strict.client().auth.signInWithPassword({ email, password });
    const wrong = () => strict.client().auth.signInWithPassword({ email, password: 'wrong password' });
    expect(await codes(40, right)).toEqual(Array.from({ length: 40 }, () => undefined));
    const guesses = await codes(31, wrong);
    expect(guesses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 'invalid_credentials'));
    expect(guesses[30]).toBe('over_request_rate_limit');
    const typed = () => strict.client().auth.verifyOtp({ type: 'email', email, token: '123456' });
    expect((await codes(11, typed)).at(-1)).toBe('over_request_rate_limit');
  } finally {
    await strict.close();
  }
});

test.each([
  ['POST', '/signup', { email: 'nul@example.com', password: 'long enough', data: { name: 'a\u0000b' } }],
  ['POST', '/signup', { email: 'lone@example.com', password: 'long enough', data: { name: '\ud800' } }],
  ['POST', '/token?grant_type=password', { email: 'a\u0000@example.com', password: 'long enough' }],
  ['POST', '/verify', { type: 'recovery', token_hash: 'a\u0000' }],
])('%s %s with text that Postgres cannot hold is a 400', async (method, path, body) => {
  const response = await auth.fetch(`${base}${path}`, { method, body: JSON.stringify(body) });
  expect([response.status, (await response.json()).error_code]).toEqual([400, 'validation_failed']);
});

test('no role that a client can take reads the tables of the auth service', async () => {
  const tables = await auth.db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('auth', 'local_mail')`,
  );
  expect(tables.length).toBeGreaterThanOrEqual(9);
  for (const role of ['anon', 'authenticated', 'service_role']) {
    for (const { name } of tables) {
      const attempt = auth.db.transaction(async (tx) => {
        await tx.query(`select set_config('role', $1, true)`, [role]);
        await tx.query(`select 1 from ${name} limit 1`);
      });
      await expect(attempt, `${role} on ${name}`).rejects.toMatchObject({ code: '42501' });
    }
  }
});

test('every foreign key of the auth tables has an index', async () => {
  const missing = await auth.db.query(
    `select c.conrelid::regclass::text as table_name, c.conname
       from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'auth'::regnamespace
        and not exists (
          select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])`,
  );
  expect(missing).toEqual([]);
});
