import { createServerClient } from '@supabase/ssr';
import { createClient, type Session } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Contract, openContract } from './contract.ts';

let contract: Contract;

beforeAll(async () => {
  contract = await openContract();
});
afterAll(() => contract.close());

function newAccount() {
  return {
    email: `new-${crypto.randomUUID()}@example.com`,
    password: `correct horse ${crypto.randomUUID()}`,
  };
}

const refresh = (refresh_token: string) => contract.client().auth.refreshSession({ refresh_token });

describe('accounts', () => {
  test('signing up gives a session whose token names the person, signed by a published key', async () => {
    const client = contract.client();
    const account = newAccount();
    const { data, error } = await client.auth.signUp({
      ...account,
      options: { data: { display_name: 'Ada' } },
    });
    expect(error).toBeNull();
    expect(data.user).toMatchObject({ email: account.email, role: 'authenticated', aud: 'authenticated' });
    expect(data.user?.user_metadata).toMatchObject({ display_name: 'Ada' });
    expect(data.session).toMatchObject({ token_type: 'bearer', expires_in: expect.any(Number) });
    const claims = (await client.auth.getClaims()).data?.claims;
    expect(claims).toMatchObject({
      iss: `${contract.url}/auth/v1`,
      sub: data.user?.id,
      role: 'authenticated',
      aal: 'aal1',
    });
    expect((await client.auth.getUser()).data.user?.id).toBe(data.user?.id);
  });

  test('what sign-up and sign-in refuse they refuse by code', async () => {
    const ada = await contract.person('Ada');
    const client = contract.client();
    const outcomes = {
      wrong: await client.auth.signInWithPassword({ email: ada.email, password: 'not this one' }),
      unknown: await client.auth.signInWithPassword(newAccount()),
      taken: await client.auth.signUp({ email: ada.email, password: ada.password }),
      weak: await client.auth.signUp({ ...newAccount(), password: 'abc' }),
      address: await client.auth.signUp({ email: 'no address', password: 'correct horse battery' }),
    };
    expect(outcomes.wrong.error).toMatchObject({ status: 400, code: 'invalid_credentials' });
    expect(outcomes.unknown.error).toMatchObject({ status: 400, code: 'invalid_credentials' });
    expect(outcomes.taken.error).toMatchObject({ status: 422, code: 'user_already_exists' });
    expect(outcomes.weak.error).toMatchObject({ status: 422, code: 'weak_password' });
    expect(outcomes.address.error).toMatchObject({ status: 400, code: 'validation_failed' });
  });

  test('a person changes what is known of them, and the password to another one only', async () => {
    const { client, email, password } = await contract.person('Ada');
    const renamed = await client.auth.updateUser({ data: { display_name: 'Ada L.', theme: 'dark' } });
    expect(renamed.data.user?.user_metadata).toMatchObject({ display_name: 'Ada L.', theme: 'dark' });
    const next = `another horse ${crypto.randomUUID()}`;
    const change = (to: string) => client.auth.updateUser({ password: to, current_password: password });
    expect((await change(password)).error).toMatchObject({ status: 422, code: 'same_password' });
    expect((await change('abc')).error).toMatchObject({ status: 422, code: 'weak_password' });
    expect((await change(next)).error).toBeNull();
    const signIn = (given: string) => contract.client().auth.signInWithPassword({ email, password: given });
    expect((await signIn(password)).error?.code).toBe('invalid_credentials');
    expect((await signIn(next)).error).toBeNull();
  });

  test('a token that is forged, or of a session that is over, opens nothing', async () => {
    const { client } = await contract.person('Ada');
    const session = await sessionOf(client);
    const forged = await contract.client().auth.getUser(`${session.access_token.slice(0, -8)}AAAAAAAA`);
    expect(forged.error).toMatchObject({ status: 403, code: 'bad_jwt' });
    await client.auth.signOut();
    const over = await fetch(`${contract.url}/auth/v1/user`, {
      headers: {
        apikey: contract.publishableKey,
        authorization: `Bearer ${session.access_token}`,
        'x-supabase-api-version': '2024-01-01',
      },
    });
    expect([over.status, (await over.json()).code]).toEqual([403, 'session_not_found']);
  });

  test('administration is for the secret key alone', async () => {
    const { client, id } = await contract.person('Ada');
    expect((await client.auth.admin.listUsers()).error).toMatchObject({ status: 403, code: 'not_admin' });
    const admin = contract.admin().auth.admin;
    expect((await admin.getUserById(id)).data.user?.id).toBe(id);
    expect((await admin.deleteUser(id)).error).toBeNull();
    expect((await admin.getUserById(id)).error).toMatchObject({ status: 404, code: 'user_not_found' });
  });
});

describe('sessions', () => {
  test('each refresh gives a new token, and the one before it, used again at once, gives the same', async () => {
    const first = await sessionOf((await contract.person('Ada')).client);
    const second = (await refresh(first.refresh_token)).data.session;
    expect(second?.refresh_token).not.toBe(first.refresh_token);
    const again = (await refresh(first.refresh_token)).data.session;
    expect(again?.refresh_token).toBe(second?.refresh_token);
    expect((await refresh('unknown-token')).error).toMatchObject({
      status: 400,
      code: 'refresh_token_not_found',
    });
  });

  test('renders in parallel share one session in cookies, and stay signed in', async () => {
    const { email, password, id } = await contract.person('Ada');
    const first: Jar = new Map();
    expect((await serverClient(first).auth.signInWithPassword({ email, password })).error).toBeNull();
    // Each request brings the cookies as they were when the browser sent it.
    const jars = [first, new Map(first), new Map(first)];
    const refreshed = await Promise.all(jars.map((jar) => serverClient(jar).auth.refreshSession()));
    expect(refreshed.map(({ error }) => error)).toEqual([null, null, null]);
    expect(new Set(refreshed.map(({ data }) => data.session?.refresh_token)).size).toBe(1);
    for (const jar of jars) expect((await serverClient(jar).auth.getClaims()).data?.claims.sub).toBe(id);
    expect((await serverClient(first).auth.signOut()).error).toBeNull();
    expect(first.size).toBe(0);
    expect((await serverClient(new Map(jars[1])).auth.getUser()).data.user).toBeNull();
  });

  test.each([
    ['local', [false, true, true]],
    ['others', [true, false, false]],
    ['global', [false, false, false]],
  ] as const)('signing out with scope %s ends just those sessions', async (scope, left) => {
    const { client, email, password } = await contract.person('Ada');
    const devices = [client, contract.client(), contract.client()];
    for (const device of devices.slice(1)) await device.auth.signInWithPassword({ email, password });
    const sessions = await Promise.all(devices.map(sessionOf));
    expect((await client.auth.signOut({ scope })).error).toBeNull();
    const outcomes = await Promise.all(sessions.map(({ refresh_token }) => refresh(refresh_token)));
    expect(outcomes.map(({ error }) => error === null)).toEqual(left);
    const codes = outcomes.flatMap(({ error }) => (error === null ? [] : [error.code]));
    expect(codes.every((code) => code === 'refresh_token_not_found' || code === 'session_not_found')).toBe(
      true,
    );
  });

  test('what a key may not ask for is refused before any service', async () => {
    const stranger = createClient(contract.url, 'sb_publishable_of-another-project', {
      auth: { persistSession: false, autoRefreshToken: false },
    });
    expect((await stranger.auth.signInWithPassword(newAccount())).error?.status).toBe(401);
    expect((await stranger.from('projects').select()).status).toBe(401);
  });
});

/** A real service allows it for `refresh_token_reuse_interval` seconds; the embedded one is told to allow none. */
test('a refresh token used long after its successors ends the whole session', {
  timeout: 60_000,
}, async () => {
  const first = await sessionOf((await contract.person('Ada')).client);
  const second = (await refresh(first.refresh_token)).data.session;
  const third = (await refresh(second?.refresh_token ?? '')).data.session;
  const deadline = Date.now() + 45_000;
  let stolen = await refresh(first.refresh_token);
  while (stolen.error === null && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    stolen = await refresh(first.refresh_token);
  }
  expect(stolen.error).toMatchObject({ status: 400, code: 'refresh_token_already_used' });
  expect((await refresh(third?.refresh_token ?? '')).error?.status).toBe(400);
});

type Jar = Map<string, string>;

function serverClient(jar: Jar) {
  return createServerClient(contract.url, contract.publishableKey, {
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (written) => {
        for (const { name, value } of written) {
          if (value === '') jar.delete(name);
          else jar.set(name, value);
        }
      },
    },
  });
}

async function sessionOf(client: ReturnType<Contract['client']>): Promise<Session> {
  const { session } = (await client.auth.getSession()).data;
  if (session === null) throw new Error('Nobody is signed in.');
  return session;
}
