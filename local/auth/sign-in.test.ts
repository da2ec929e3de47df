import bcrypt from 'bcryptjs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readMail, startTestAuth, type TestAuth, unlimited } from './test-auth.ts';

let auth: TestAuth;
let confirming: TestAuth;
let count = 0;

beforeAll(async () => {
  auth = await startTestAuth();
  confirming = await startTestAuth({ autoConfirm: false, limits: unlimited });
});
afterAll(async () => {
  await auth.close();
  await confirming.close();
});

function newUser() {
  count += 1;
  return { email: `user${count}@example.com`, password: `correct horse ${count}` };
}

test('signing up gives a session at once, with the claims that policies read', async () => {
  const client = auth.client();
  const { data, error } = await client.auth.signUp({ ...newUser(), options: { data: { name: 'Ada' } } });
  expect(error).toBeNull();
  expect(data.user?.user_metadata).toMatchObject({ name: 'Ada', email_verified: true });
  expect(data.user?.identities).toHaveLength(1);
  const { data: verified } = await client.auth.getClaims();
  expect(verified?.claims).toMatchObject({
    iss: 'http://127.0.0.1:54321/auth/v1',
    aud: 'authenticated',
    role: 'authenticated',
    sub: data.user?.id,
    aal: 'aal1',
    amr: [{ method: 'password' }],
    is_anonymous: false,
  });
  expect(verified?.header).toMatchObject({ alg: 'ES256', kid: auth.keys.signing.kid });
});

test('getClaims verifies with the key set alone, fetched at most once', async () => {
  const client = auth.client();
  await client.auth.signUp(newUser());
  auth.log.length = 0;
  for (let round = 0; round < 3; round += 1) expect((await client.auth.getClaims()).error).toBeNull();
  expect(auth.log.filter((line) => line.startsWith('GET /auth/v1/user'))).toEqual([]);
  expect(auth.log.filter((line) => line.includes('jwks')).length).toBeLessThanOrEqual(1);
});

test('an e-mail address is one address in any case', async () => {
  const user = newUser();
  await auth.client().auth.signUp({ ...user, email: user.email.toUpperCase() });
  const { data, error } = await auth.client().auth.signInWithPassword(user);
  expect(error).toBeNull();
  expect(data.user?.email).toBe(user.email);
});

test('signing up twice without confirmation mails says that the account exists', async () => {
  const user = newUser();
  await auth.client().auth.signUp(user);
  const { data, error } = await auth.client().auth.signUp({ ...user, password: 'another password' });
  expect(data.session).toBeNull();
  expect(error).toMatchObject({ status: 422, code: 'user_already_exists' });
});

test('signing up twice with confirmation mails answers with the shape of a new user, but of nobody', async () => {
  const user = newUser();
  const first = await confirming.client().auth.signUp(user);
  expect(first.data.session).toBeNull();
  expect(first.data.user?.email_confirmed_at).toBeUndefined();
  const { tokenHash } = readMail(confirming.mails.at(-1));
  await confirming.client().auth.verifyOtp({ type: 'signup', token_hash: tokenHash });
  const mails = confirming.mails.length;
  const { data, error } = await confirming.client().auth.signUp(user);
  expect(error).toBeNull();
  expect(data.user).toMatchObject({ email: user.email, identities: [], role: '' });
  expect(data.user?.id).not.toBe(first.data.user?.id);
  expect(confirming.mails.length).toBe(mails);
});

test('an unproven account keeps its first password when somebody signs up again', async () => {
  const user = newUser();
  await confirming.client().auth.signUp(user);
  confirming.advance(61);
  await confirming.client().auth.signUp({ ...user, password: 'of somebody else' });
  const { code } = readMail(confirming.mails.at(-1));
  await confirming.client().auth.verifyOtp({ type: 'email', email: user.email, token: code });
  expect((await confirming.client().auth.signInWithPassword(user)).error).toBeNull();
});

test('only who knows the password hears that the address is not confirmed', async () => {
  const user = newUser();
  await confirming.client().auth.signUp(user);
  const right = await confirming.client().auth.signInWithPassword(user);
  expect(right.error).toMatchObject({ status: 400, code: 'email_not_confirmed' });
  const wrong = await confirming.client().auth.signInWithPassword({ ...user, password: 'wrong password' });
  expect(wrong.error).toMatchObject({ status: 400, code: 'invalid_credentials' });
});

test('an unknown address costs one password comparison of the same work, and gets the same answer', async () => {
  const user = newUser();
  await auth.client().auth.signUp(user);
  const compare = vi.spyOn(bcrypt, 'compare');
  const known = await auth.client().auth.signInWithPassword({ ...user, password: 'wrong password' });
  const unknown = await auth.client().auth.signInWithPassword({ ...user, email: 'nobody@example.com' });
  const costs = compare.mock.calls.map(([, hash]) => bcrypt.getRounds(hash));
  compare.mockRestore();
  expect(costs).toEqual([4, 4]);
  expect(unknown.error).toEqual(known.error);
  expect(known.error).toMatchObject({ status: 400, code: 'invalid_credentials' });
});

test.each([
  ['short', 422, 'weak_password'],
  ['ü'.repeat(37), 400, 'validation_failed'],
  ['', 400, 'validation_failed'],
])('the password %j is refused', async (password, status, code) => {
  const { error } = await auth.client().auth.signUp({ ...newUser(), password });
  expect(error).toMatchObject({ status, code });
});

test('a password of exactly 72 bytes works whole', async () => {
  const user = { ...newUser(), password: 'x'.repeat(72) };
  await auth.client().auth.signUp(user);
  expect((await auth.client().auth.signInWithPassword(user)).error).toBeNull();
  const cut = await auth.client().auth.signInWithPassword({ ...user, password: `${'x'.repeat(72)}y` });
  expect(cut.error).toMatchObject({ code: 'invalid_credentials' });
});

test.each(['', 'no-at-sign', 'a b@example.com', '@example.com', `${'a'.repeat(250)}@example.com`])(
  'the address %j is refused',
  async (email) => {
    const { error } = await auth.client().auth.signUp({ email, password: 'long enough' });
    expect([400, 422]).toContain(error?.status);
  },
);

test('signing out locally leaves the other devices in, globally none', async () => {
  const user = newUser();
  const [laptop, phone, tablet] = [auth.client(), auth.client(), auth.client()];
  await laptop.auth.signUp(user);
  await phone.auth.signInWithPassword(user);
  await tablet.auth.signInWithPassword(user);
  const token = (await laptop.auth.getSession()).data.session?.access_token;
  expect((await laptop.auth.signOut({ scope: 'local' })).error).toBeNull();
  expect((await laptop.auth.getUser(token)).error?.name).toBe('AuthSessionMissingError');
  expect((await phone.auth.getUser()).error).toBeNull();
  await phone.auth.signOut({ scope: 'global' });
  expect((await tablet.auth.getUser()).error).not.toBeNull();
  expect((await tablet.auth.refreshSession()).error).not.toBeNull();
});

test('signing the others out keeps this device in, and ends their refresh tokens', async () => {
  const user = newUser();
  const [laptop, phone] = [auth.client(), auth.client()];
  await laptop.auth.signUp(user);
  await phone.auth.signInWithPassword(user);
  expect((await laptop.auth.signOut({ scope: 'others' })).error).toBeNull();
  expect((await laptop.auth.getUser()).error).toBeNull();
  expect((await phone.auth.refreshSession()).error).toMatchObject({ code: 'refresh_token_not_found' });
});

test('a failing trigger of the application is reported without its text, and leaves no account behind', async () => {
  const user = newUser();
  await auth.db.exec(`
    create function public.reject() returns trigger language plpgsql as $$ begin raise 'secret detail'; end $$;
    create trigger reject after insert on auth.users for each row execute function public.reject();`);
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const response = await auth.fetch('http://127.0.0.1:54321/auth/v1/signup', {
    method: 'POST',
    body: JSON.stringify(user),
  });
  expect(log).toHaveBeenCalled();
  log.mockRestore();
  await auth.db.exec('drop trigger reject on auth.users; drop function public.reject()');
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('secret detail');
  expect((await auth.client().auth.signUp(user)).error).toBeNull();
});
