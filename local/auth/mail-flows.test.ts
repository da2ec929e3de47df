import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readMail, startTestAuth, type TestAuth, testConfig, unlimited } from './test-auth.ts';

const password = 'correct horse battery';
let auth: TestAuth;
let confirming: TestAuth;
let email: string;
let count = 0;

beforeAll(async () => {
  auth = await startTestAuth({ limits: unlimited });
  confirming = await startTestAuth({ limits: unlimited, autoConfirm: false });
});
afterAll(async () => {
  await auth.close();
  await confirming.close();
});
beforeEach(() => {
  count += 1;
  email = `mail${count}@example.com`;
});

test('the recovery link leads to the app, opens a session once, and sets a password without the old one', async () => {
  await auth.client().auth.signUp({ email, password });
  const redirectTo = 'http://127.0.0.1:3000/account/password?from=mail';
  await auth.client().auth.resetPasswordForEmail(email, { redirectTo });
  const { link, tokenHash } = readMail(auth.mails.at(-1));
  expect(`${link.origin}${link.pathname}`).toBe('http://127.0.0.1:3000/auth/confirm');
  expect(link.searchParams.get('type')).toBe('recovery');
  expect(link.searchParams.get('next')).toBe('/account/password?from=mail');
  const client = auth.client();
  expect((await client.auth.verifyOtp({ type: 'recovery', token_hash: tokenHash })).error).toBeNull();
  const again = await auth.client().auth.verifyOtp({ type: 'recovery', token_hash: tokenHash });
  expect(again.error).toMatchObject({ status: 403, code: 'otp_expired' });
  expect((await client.auth.updateUser({ password: 'a new password' })).error).toBeNull();
  const signIn = await auth.client().auth.signInWithPassword({ email, password: 'a new password' });
  expect(signIn.error).toBeNull();
});

test('known and unknown addresses get the same answers, at once and within the minute', async () => {
  await auth.client().auth.signUp({ email, password });
  const ask = (address: string) =>
    auth.fetch(`${testConfig.supabaseUrl}/auth/v1/recover`, {
      method: 'POST',
      body: JSON.stringify({ email: address }),
    });
  for (const expected of [200, 429]) {
    const [known, unknown] = [await ask(email), await ask(`not-${email}`)];
    expect([known.status, unknown.status]).toEqual([expected, expected]);
    expect(await unknown.json()).toEqual(await known.json());
  }
  const limited = await auth.client().auth.resetPasswordForEmail(email);
  expect(limited.error).toMatchObject({ status: 429, code: 'over_email_send_rate_limit' });
  auth.advance(61);
  expect((await auth.client().auth.resetPasswordForEmail(email)).error).toBeNull();
});

test('a mailed code signs in, also one that was asked for with PKCE, and makes the account when allowed', async () => {
  const refused = await auth.client().auth.signInWithOtp({ email, options: { shouldCreateUser: false } });
  expect(refused.error).toMatchObject({ status: 422, code: 'otp_disabled' });
  for (const flowType of ['implicit', 'pkce'] as const) {
    auth.advance(61);
    expect((await auth.client({ flowType }).auth.signInWithOtp({ email })).error).toBeNull();
    const { code } = readMail(auth.mails.at(-1));
    const client = auth.client();
    const { data, error } = await client.auth.verifyOtp({ type: 'email', email, token: code });
    expect(error).toBeNull();
    expect(data.user?.email).toBe(email);
  }
});

test('a newer mail makes the older code useless, and an hour ends the newer', async () => {
  await auth.client().auth.signInWithOtp({ email });
  const old = readMail(auth.mails.at(-1));
  auth.advance(61);
  await auth.client().auth.signInWithOtp({ email });
  const { tokenHash } = readMail(auth.mails.at(-1));
  const verify = (hash: string) => auth.client().auth.verifyOtp({ type: 'magiclink', token_hash: hash });
  expect((await verify(old.tokenHash)).error).toMatchObject({ code: 'otp_expired' });
  auth.advance(3601);
  expect((await verify(tokenHash)).error).toMatchObject({ status: 403, code: 'otp_expired' });
});

test('a code belongs to its address and its purpose', async () => {
  await auth.client().auth.signUp({ email, password });
  await auth.client().auth.resetPasswordForEmail(email);
  const { code, tokenHash } = readMail(auth.mails.at(-1));
  const client = auth.client();
  const wrongType = await client.auth.verifyOtp({ type: 'signup', token_hash: tokenHash });
  expect(wrongType.error).toMatchObject({ code: 'otp_expired' });
  const wrongAddress = await client.auth.verifyOtp({ type: 'recovery', email: `x${email}`, token: code });
  expect(wrongAddress.error).toMatchObject({ code: 'otp_expired' });
  expect((await client.auth.verifyOtp({ type: 'recovery', email, token: code })).error).toBeNull();
});

test('confirming by mail opens the account; a resent mail replaces the first', async () => {
  await confirming.client().auth.signUp({ email, password });
  const first = readMail(confirming.mails.at(-1));
  confirming.advance(61);
  expect((await confirming.client().auth.resend({ type: 'signup', email })).error).toBeNull();
  const second = readMail(confirming.mails.at(-1));
  const verify = (hash: string) => confirming.client().auth.verifyOtp({ type: 'signup', token_hash: hash });
  expect((await verify(first.tokenHash)).error).toMatchObject({ code: 'otp_expired' });
  const { data } = await verify(second.tokenHash);
  expect(data.user?.email_confirmed_at).toBeTruthy();
  expect(data.user?.user_metadata.email_verified).toBe(true);
  expect((await confirming.client().auth.signInWithPassword({ email, password })).error).toBeNull();
});

test('a sign-in mail to an unproven account takes away the password that somebody else set', async () => {
  await confirming.client().auth.signUp({ email, password });
  await confirming.client().auth.signInWithOtp({ email });
  const { code } = readMail(confirming.mails.at(-1));
  const { error } = await confirming.client().auth.verifyOtp({ type: 'email', email, token: code });
  expect(error).toBeNull();
  const signIn = await confirming.client().auth.signInWithPassword({ email, password });
  expect(signIn.error).toMatchObject({ code: 'invalid_credentials' });
});

/** The link of the hosted service's own templates. */
async function follow(service: TestAuth, parameters: Record<string, string>): Promise<URL> {
  const query = new URLSearchParams(parameters);
  const response = await service.fetch(`${testConfig.supabaseUrl}/auth/v1/verify?${query}`);
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '');
}

test('following an implicit link brings tokens in the fragment', async () => {
  await auth.client().auth.signInWithOtp({ email });
  const { tokenHash } = readMail(auth.mails.at(-1));
  const target = await follow(auth, {
    token: tokenHash,
    type: 'magiclink',
    redirect_to: `${testConfig.siteUrl}/home`,
  });
  expect(`${target.origin}${target.pathname}${target.search}`).toBe(`${testConfig.siteUrl}/home`);
  const fragment = new URLSearchParams(target.hash.slice(1));
  const client = auth.client();
  const { data, error } = await client.auth.setSession({
    access_token: fragment.get('access_token') ?? '',
    refresh_token: fragment.get('refresh_token') ?? '',
  });
  expect(error).toBeNull();
  expect(data.user?.email).toBe(email);
});

test('following a PKCE link brings a code that only the asking browser can redeem, once', async () => {
  const browser = auth.client({ flowType: 'pkce' });
  await browser.auth.signInWithOtp({ email });
  const { tokenHash } = readMail(auth.mails.at(-1));
  expect(tokenHash).toMatch(/^pkce_/);
  const target = await follow(auth, { token: tokenHash, type: 'magiclink' });
  const code = target.searchParams.get('code') ?? '';
  expect(target.hash).toBe('');
  const redeem = (verifier: string) =>
    auth.fetch(`${testConfig.supabaseUrl}/auth/v1/token?grant_type=pkce`, {
      method: 'POST',
      body: JSON.stringify({ auth_code: code, code_verifier: verifier }),
    });
  const stolen = await redeem('x'.repeat(56));
  expect([stolen.status, (await stolen.json()).error_code]).toEqual([400, 'bad_code_verifier']);
  const { data, error } = await browser.auth.exchangeCodeForSession(code);
  expect(error).toBeNull();
  expect(data.user?.email).toBe(email);
  const again = await redeem('x'.repeat(56));
  expect([again.status, (await again.json()).error_code]).toEqual([404, 'flow_state_not_found']);
});

test('a PKCE code is worth nothing before its link was followed', async () => {
  const browser = auth.client({ flowType: 'pkce' });
  await browser.auth.signInWithOtp({ email });
  const [flow] = await auth.db.query<{ auth_code: string }>(
    'select f.auth_code from auth.flow_state f join auth.users u on u.id = f.user_id where u.email = $1',
    [email],
  );
  const { error } = await browser.auth.exchangeCodeForSession(flow?.auth_code ?? '');
  expect(error).toMatchObject({ status: 404, code: 'flow_state_not_found' });
});

test('a PKCE code is good for five minutes', async () => {
  const browser = auth.client({ flowType: 'pkce' });
  await browser.auth.signInWithOtp({ email });
  const target = await follow(auth, { token: readMail(auth.mails.at(-1)).tokenHash, type: 'magiclink' });
  auth.advance(301);
  const { error } = await browser.auth.exchangeCodeForSession(target.searchParams.get('code') ?? '');
  expect(error).toMatchObject({ status: 422, code: 'flow_state_expired' });
});

test('a bad link comes back with its error in the fragment, for PKCE in the query too', async () => {
  const implicit = await follow(auth, { token: 'made-up', type: 'recovery' });
  expect(implicit.search).toBe('');
  expect(new URLSearchParams(implicit.hash.slice(1)).get('error_code')).toBe('otp_expired');
  const pkce = await follow(auth, { token: 'pkce_made-up', type: 'recovery' });
  expect(pkce.searchParams.get('error_code')).toBe('otp_expired');
  expect(pkce.searchParams.get('error')).toBe('access_denied');
});

test('links never lead to sites that are not on the list', async () => {
  await auth
    .client()
    .auth.signInWithOtp({ email, options: { emailRedirectTo: 'https://evil.example.net/x' } });
  const { link, tokenHash } = readMail(auth.mails.at(-1));
  expect(link.origin).toBe(testConfig.siteUrl);
  const redirect_to = 'https://evil.example.net/x';
  expect((await follow(auth, { token: tokenHash, type: 'magiclink', redirect_to })).origin).toBe(
    testConfig.siteUrl,
  );
});
