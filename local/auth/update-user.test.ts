import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readMail, startTestAuth, type TestAuth, unlimited } from './test-auth.ts';

const password = 'correct horse battery';
let auth: TestAuth;
let email: string;
let count = 0;

beforeAll(async () => {
  auth = await startTestAuth({ limits: unlimited });
});
afterAll(() => auth.close());
beforeEach(() => {
  count += 1;
  email = `update${count}@example.com`;
});

async function signedUp(service = auth) {
  const client = service.client();
  await client.auth.signUp({ email, password });
  return client;
}

test('a password change asks for the current password and checks it', async () => {
  const client = await signedUp();
  const change = (current_password?: string) =>
    client.auth.updateUser({ password: 'a new password', current_password });
  expect((await change()).error).toMatchObject({ status: 400, code: 'current_password_required' });
  expect((await change('wrong password')).error).toMatchObject({ code: 'current_password_invalid' });
  expect((await change(password)).error).toBeNull();
  const old = await auth.client().auth.signInWithPassword({ email, password });
  expect(old.error).toMatchObject({ code: 'invalid_credentials' });
  const fresh = await auth.client().auth.signInWithPassword({ email, password: 'a new password' });
  expect(fresh.error).toBeNull();
});

test('the old password cannot be the new one, nor a weak one', async () => {
  const client = await signedUp();
  const same = await client.auth.updateUser({ password, current_password: password });
  expect(same.error).toMatchObject({ status: 422, code: 'same_password' });
  const weak = await client.auth.updateUser({ password: 'short', current_password: password });
  expect(weak.error).toMatchObject({ status: 422, code: 'weak_password', reasons: ['length'] });
});

test('a password change ends the other sessions and every mailed code, not this session', async () => {
  const client = await signedUp();
  const elsewhere = auth.client();
  await elsewhere.auth.signInWithPassword({ email, password });
  await auth.client().auth.resetPasswordForEmail(email);
  const { tokenHash } = readMail(auth.mails.at(-1));
  await client.auth.updateUser({ password: 'a new password', current_password: password });
  expect((await client.auth.refreshSession()).error).toBeNull();
  expect((await elsewhere.auth.refreshSession()).error).toMatchObject({ code: 'refresh_token_not_found' });
  const link = await auth.client().auth.verifyOtp({ type: 'recovery', token_hash: tokenHash });
  expect(link.error).toMatchObject({ code: 'otp_expired' });
});

test('metadata merges by key, null removes a key, and app_metadata is out of reach', async () => {
  const client = await signedUp();
  await client.auth.updateUser({ data: { name: 'Ada', nested: { keep: null }, theme: 'dark' } });
  const { data } = await client.auth.updateUser({ data: { theme: null, city: 'London' } });
  expect(data.user?.user_metadata).toMatchObject({ name: 'Ada', nested: { keep: null }, city: 'London' });
  expect(data.user?.user_metadata).not.toHaveProperty('theme');
  const token = (await client.auth.getSession()).data.session?.access_token;
  const response = await auth.fetch('http://127.0.0.1:54321/auth/v1/user', {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ app_metadata: { role: 'admin' } }),
  });
  expect([response.status, (await response.json()).error_code]).toEqual([403, 'not_admin']);
});

test('a new address counts once both addresses have confirmed', async () => {
  const client = await signedUp();
  const next = `new-${email}`;
  const { data, error } = await client.auth.updateUser({ email: next });
  expect(error).toBeNull();
  expect(data.user).toMatchObject({ email, new_email: next });
  const mails = auth.mails.slice(-2);
  expect(mails.map(({ to }) => to).sort()).toEqual([email, next].sort());
  const verify = (index: number) =>
    auth.client().auth.verifyOtp({ type: 'email_change', token_hash: readMail(mails[index]).tokenHash });
  expect((await verify(0)).data.session).toBeNull();
  expect((await client.auth.getUser()).data.user?.email).toBe(email);
  expect((await verify(0)).error).toMatchObject({ code: 'otp_expired' });
  const done = await verify(1);
  expect(done.data.user?.email).toBe(next);
  expect(done.data.user?.identities?.[0]?.identity_data?.email).toBe(next);
  expect(done.data.user?.new_email).toBeUndefined();
});

test('an address that somebody has cannot be taken, not even between asking and confirming', async () => {
  const client = await signedUp();
  const next = `late-${email}`;
  await client.auth.updateUser({ email: next });
  const [toNew, toOld] = auth.mails.slice(-2);
  await auth.client().auth.signUp({ email: next, password });
  await auth.client().auth.verifyOtp({ type: 'email_change', token_hash: readMail(toNew).tokenHash });
  const late = await auth.client().auth.verifyOtp({
    type: 'email_change',
    token_hash: readMail(toOld).tokenHash,
  });
  expect(late.error).toMatchObject({ status: 422, code: 'email_exists' });
  auth.advance(61);
  expect((await client.auth.updateUser({ email: next })).error).toMatchObject({ code: 'email_exists' });
});

test('with reauthentication on, an old session needs the mailed code, which works once', async () => {
  const strict = await startTestAuth({
    limits: unlimited,
    requireReauthentication: true,
    requireCurrentPassword: false,
  });
  try {
    const client = await signedUp(strict);
    expect((await client.auth.updateUser({ password: 'second password' })).error).toBeNull();
    strict.advance(25 * 3600);
    await client.auth.refreshSession();
    const change = (nonce?: string) => client.auth.updateUser({ password: 'third password', nonce });
    expect((await change()).error).toMatchObject({ status: 400, code: 'reauthentication_needed' });
    expect((await change('000000')).error).toMatchObject({ status: 422, code: 'reauthentication_not_valid' });
    expect((await client.auth.reauthenticate()).error).toBeNull();
    const { code } = readMail(strict.mails.at(-1));
    expect((await change(code)).error).toBeNull();
    const again = await client.auth.updateUser({ password: 'fourth password', nonce: code });
    expect(again.error).toMatchObject({ code: 'reauthentication_not_valid' });
  } finally {
    await strict.close();
  }
});
