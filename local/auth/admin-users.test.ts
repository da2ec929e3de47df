import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestAuth, type TestAuth, testConfig, unlimited } from './test-auth.ts';

const password = 'correct horse battery';
let auth: TestAuth;
let admin: ReturnType<TestAuth['admin']>['auth']['admin'];
let count = 0;

beforeAll(async () => {
  auth = await startTestAuth({
    limits: unlimited,
  });
  admin = auth.admin().auth.admin;
});
afterAll(() => auth.close());

function address() {
  count += 1;
  return `admin${count}@example.com`;
}

test('nobody but the secret key may administer', async () => {
  const client = auth.client();
  await client.auth.signUp({ email: address(), password });
  for (const outsider of [auth.client(), client]) {
    const { error } = await outsider.auth.admin.listUsers();
    expect(error).toMatchObject({ status: 403, code: 'not_admin' });
  }
  const bare = await auth.fetch(`${testConfig.supabaseUrl}/auth/v1/admin/users`);
  expect([bare.status, (await bare.json()).error_code]).toEqual([401, 'no_authorization']);
});

test('a created user signs in once confirmed, with the metadata given', async () => {
  const email = address();
  const { data, error } = await admin.createUser({
    email,
    password,
    user_metadata: { name: 'Ada' },
    app_metadata: { plan: 'team' },
  });
  expect(error).toBeNull();
  const early = await auth.client().auth.signInWithPassword({ email, password });
  expect(early.error).toMatchObject({ code: 'email_not_confirmed' });
  await admin.updateUserById(data.user?.id ?? '', { email_confirm: true });
  const signIn = await auth.client().auth.signInWithPassword({ email, password });
  expect(signIn.data.user?.user_metadata).toMatchObject({ name: 'Ada' });
  expect(signIn.data.user?.app_metadata).toMatchObject({ plan: 'team', provider: 'email' });
});

test('an address or id that is taken is refused', async () => {
  const email = address();
  const { data } = await admin.createUser({ email, password });
  const twice = await admin.createUser({ email, password });
  expect(twice.error).toMatchObject({ status: 422, code: 'email_exists' });
  const sameId = await admin.createUser({ id: data.user?.id, email: address(), password });
  expect(sameId.error).toMatchObject({ status: 422, code: 'conflict' });
});

test('lists come in pages, with the total and the way to the next', async () => {
  for (let index = 0; index < 5; index += 1) await admin.createUser({ email: address() });
  const { data } = await admin.listUsers({ page: 1, perPage: 2 });
  expect(data.users).toHaveLength(2);
  expect(data).toMatchObject({ nextPage: 2, aud: 'authenticated' });
  const seen = new Set<string>();
  let page: number | null = 1;
  while (page !== null && seen.size < 100) {
    const answer = await admin.listUsers({ page, perPage: 2 });
    for (const user of answer.data.users) seen.add(user.id);
    page = 'nextPage' in answer.data ? answer.data.nextPage : null;
  }
  expect('total' in data && data.total).toBe(seen.size);
});

test('a new password from an administrator ends every session', async () => {
  const client = auth.client();
  const { data } = await client.auth.signUp({ email: address(), password });
  await admin.updateUserById(data.user?.id ?? '', { password: 'set by the admin' });
  expect((await client.auth.refreshSession()).error).toMatchObject({ code: 'refresh_token_not_found' });
});

test('a deleted user is gone with everything: sessions, tokens, and the right to ask', async () => {
  const client = auth.client();
  const { data } = await client.auth.signUp({ email: address(), password });
  const id = data.user?.id ?? '';
  expect((await admin.deleteUser(id)).error).toBeNull();
  expect((await client.auth.getUser()).error).toMatchObject({ status: 403, code: 'user_not_found' });
  expect((await admin.getUserById(id)).error).toMatchObject({ status: 404, code: 'user_not_found' });
  const [left] = await auth.db.query<{ count: number }>(
    'select count(*)::int as count from auth.refresh_tokens where user_id = $1',
    [id],
  );
  expect(left?.count).toBe(0);
});

test('a ban keeps out until it ends or is lifted', async () => {
  const email = address();
  const { data } = await auth.client().auth.signUp({ email, password });
  await admin.updateUserById(data.user?.id ?? '', { ban_duration: '24h' });
  const signIn = () => auth.client().auth.signInWithPassword({ email, password });
  expect((await signIn()).error).toMatchObject({ status: 400, code: 'user_banned' });
  await admin.updateUserById(data.user?.id ?? '', { ban_duration: 'none' });
  expect((await signIn()).error).toBeNull();
});

test.each(['magiclink', 'recovery', 'signup', 'invite'] as const)(
  'a generated %s link opens the account, and nothing is mailed',
  async (type) => {
    const email = address();
    if (type === 'magiclink' || type === 'recovery') await auth.client().auth.signUp({ email, password });
    auth.mails.length = 0;
    const { data, error } = await admin.generateLink(
      type === 'signup' ? { type, email, password } : { type, email },
    );
    expect(error).toBeNull();
    expect(data.user?.email).toBe(email);
    expect(data.properties).toMatchObject({ verification_type: type, redirect_to: testConfig.siteUrl });
    expect(new URL(data.properties?.action_link ?? '').pathname).toBe('/auth/v1/verify');
    const { data: opened } = await auth.client().auth.verifyOtp({
      type,
      token_hash: data.properties?.hashed_token ?? '',
    });
    expect(opened.session?.user.email).toBe(email);
    expect(auth.mails).toEqual([]);
  },
);

test('an invitation is mailed, and once accepted the account can get a password', async () => {
  const email = address();
  expect((await admin.inviteUserByEmail(email)).error).toBeNull();
  const mail = auth.mails.at(-1);
  expect(mail).toMatchObject({ to: email, kind: 'invite' });
  const tokenHash = new URL(/https?:\S+/.exec(mail?.text ?? '')?.[0] ?? '').searchParams.get('token_hash');
  const client = auth.client();
  await client.auth.verifyOtp({ type: 'invite', token_hash: tokenHash ?? '' });
  expect((await client.auth.updateUser({ password })).error).toBeNull();
  const known = await admin.inviteUserByEmail(email);
  expect(known.error).toMatchObject({ status: 422, code: 'email_exists' });
});

test.each(['not-a-uuid', "'; drop table auth.users --"])('the id %j is no user', async (id) => {
  const response = await auth.fetch(
    `${testConfig.supabaseUrl}/auth/v1/admin/users/${encodeURIComponent(id)}`,
    { headers: { apikey: auth.keys.secretKey } },
  );
  expect(response.status).toBe(404);
});
