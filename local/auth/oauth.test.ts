import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startTestAuth, type TestAuth, testConfig, unlimited } from './test-auth.ts';

const password = 'correct horse battery';
let gitHub: Server;
let auth: TestAuth;
let confirming: TestAuth;
let account: { id: number; emails: { email: string; primary: boolean; verified: boolean }[] };
let count = 0;

/** What GitHub answers to the three calls of a sign-in. */
function answer(url: string): unknown {
  if (url === '/login/oauth/access_token') return { access_token: 'gho_double', token_type: 'bearer' };
  if (url === '/user') return { id: account.id, login: `octo${account.id}`, name: 'Octo', avatar_url: null };
  return account.emails;
}

beforeAll(async () => {
  gitHub = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(request.url ?? '')));
  });
  await new Promise<void>((resolve) => gitHub.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(gitHub.address() as AddressInfo).port}`;
  const github = { clientId: 'client', clientSecret: 'secret', baseUrl: url, apiUrl: url };
  auth = await startTestAuth({ github, limits: unlimited });
  confirming = await startTestAuth({
    github,
    autoConfirm: false,
    limits: unlimited,
  });
});
afterAll(async () => {
  await auth.close();
  await confirming.close();
  await new Promise((resolve) => gitHub.close(resolve));
});
beforeEach(() => {
  count += 1;
  account = { id: count, emails: [{ email: `Octo${count}@Example.com`, primary: true, verified: true }] };
});

/** Begins at the client, consents as GitHub would, and returns where the browser ends up. */
async function signIn(service: TestAuth, client = service.client({ flowType: 'pkce' })) {
  const { data } = await client.auth.signInWithOAuth({
    provider: 'github',
    options: { redirectTo: `${testConfig.siteUrl}/auth/callback`, skipBrowserRedirect: true },
  });
  const begin = await service.fetch(data.url ?? '', { redirect: 'manual' });
  expect(begin.status).toBe(302);
  const consent = new URL(begin.headers.get('location') ?? '');
  const state = consent.searchParams.get('state') ?? '';
  const back = `${consent.searchParams.get('redirect_uri')}?code=consented&state=${state}`;
  const end = await service.fetch(back);
  return { client, consent, back, target: new URL(end.headers.get('location') ?? '') };
}

test('signing in with GitHub makes a confirmed account and hands its token to the app', async () => {
  const { client, consent, target } = await signIn(auth);
  expect(consent.searchParams.get('client_id')).toBe('client');
  expect(consent.searchParams.get('scope')).toBe('user:email');
  expect(consent.href).not.toContain('secret');
  expect(`${target.origin}${target.pathname}`).toBe(`${testConfig.siteUrl}/auth/callback`);
  const [stored] = await auth.db.query<{ text: string }>(
    `select string_agg(f::text, ' ') as text from auth.flow_state f`,
  );
  expect(stored?.text).not.toContain('gho_double');
  const { data, error } = await client.auth.exchangeCodeForSession(target.searchParams.get('code') ?? '');
  expect(error).toBeNull();
  expect(data.session?.provider_token).toBe('gho_double');
  expect(data.user).toMatchObject({
    email: `octo${count}@example.com`,
    app_metadata: { provider: 'github', providers: ['github'] },
    user_metadata: { user_name: `octo${count}`, email_verified: true },
  });
  const again = await signIn(auth);
  const second = await again.client.auth.exchangeCodeForSession(again.target.searchParams.get('code') ?? '');
  expect(second.data.user?.id).toBe(data.user?.id);
});

test('without PKCE the tokens come in the fragment', async () => {
  const { target } = await signIn(auth, auth.client({ flowType: 'implicit' }));
  expect(target.search).toBe('');
  expect(new URLSearchParams(target.hash.slice(1)).get('access_token')).toBeTruthy();
});

test('a verified address links to the confirmed account that has it, whose password stays good', async () => {
  const email = `octo${count}@example.com`;
  const { data: before } = await auth.client().auth.signUp({ email, password });
  const { client, target } = await signIn(auth);
  const { data } = await client.auth.exchangeCodeForSession(target.searchParams.get('code') ?? '');
  expect(data.user?.id).toBe(before.user?.id);
  expect(data.user?.app_metadata.providers).toEqual(['email', 'github']);
  expect((await auth.client().auth.signInWithPassword({ email, password })).error).toBeNull();
});

test('linking to an unproven account removes what its maker set up', async () => {
  const email = `octo${count}@example.com`;
  await confirming.client().auth.signUp({ email, password });
  const { client, target } = await signIn(confirming);
  const { data } = await client.auth.exchangeCodeForSession(target.searchParams.get('code') ?? '');
  expect(data.user?.identities?.map(({ provider }) => provider)).toEqual(['github']);
  const hijack = await confirming.client().auth.signInWithPassword({ email, password });
  expect(hijack.error).toMatchObject({ code: 'invalid_credentials' });
});

test('an address that GitHub has not verified opens nothing', async () => {
  const email = `octo${count}@example.com`;
  account.emails = [{ email, primary: true, verified: false }];
  await auth.client().auth.signUp({ email, password });
  const { target } = await signIn(auth);
  expect(target.searchParams.get('error_code')).toBe('provider_email_needs_verification');
  expect(target.searchParams.has('code')).toBe(false);
});

test('a state is good for one callback, and a made-up one for none', async () => {
  const { back } = await signIn(auth);
  const states = [back, `${testConfig.supabaseUrl}/auth/v1/callback?code=x&state=made-up`];
  for (const url of states) {
    const target = new URL((await auth.fetch(url)).headers.get('location') ?? '');
    expect(target.origin).toBe(testConfig.siteUrl);
    expect(target.searchParams.get('error_code')).toBe('bad_oauth_state');
  }
});

test('a code that was never handed out cannot be redeemed, even with its verifier', async () => {
  const client = auth.client({ flowType: 'pkce' });
  const { data } = await client.auth.signInWithOAuth({
    provider: 'github',
    options: { skipBrowserRedirect: true },
  });
  await auth.fetch(data.url ?? '');
  const [flow] = await auth.db.query<{ auth_code: string }>(
    'select auth_code from auth.flow_state order by created_at desc limit 1',
  );
  const { error } = await client.auth.exchangeCodeForSession(flow?.auth_code ?? '');
  expect(error).toMatchObject({ status: 404, code: 'flow_state_not_found' });
});

test('when GitHub answers nonsense the person comes back with an error', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  account.emails = { message: 'Bad credentials' } as never;
  const { target } = await signIn(auth);
  expect(target.searchParams.get('error_code')).toBe('bad_oauth_callback');
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});
