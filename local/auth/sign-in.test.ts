import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestAuth, type TestAuth } from './test-auth.ts';

let auth: TestAuth;
let count = 0;

beforeAll(async () => {
  auth = await startTestAuth();
});
afterAll(() => auth.close());

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

test('getClaims asks for the key set once and verifies by itself afterwards', async () => {
  const client = auth.client();
  await client.auth.signUp(newUser());
  auth.log.length = 0;
  for (let round = 0; round < 3; round += 1) expect((await client.auth.getClaims()).error).toBeNull();
  expect(auth.log.filter((line) => line.startsWith('GET /auth/v1/user'))).toEqual([]);
  expect(auth.log.filter((line) => line.includes('jwks')).length).toBeLessThanOrEqual(1);
});

test('the e-mail address is one address in any case', async () => {
  const user = newUser();
  await auth.client().auth.signUp({ ...user, email: user.email.toUpperCase() });
  const { data, error } = await auth.client().auth.signInWithPassword(user);
  expect(error).toBeNull();
  expect(data.user?.email).toBe(user.email);
});

test('signing up twice with confirmation off says that the account exists', async () => {
  const user = newUser();
  await auth.client().auth.signUp(user);
  const { data, error } = await auth.client().auth.signUp({ ...user, password: 'another password' });
  expect(data.session).toBeNull();
  expect(error).toMatchObject({ status: 422, code: 'user_already_exists' });
});
