import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { forwardAddress } from './forward-address.ts';

const base = 'http://127.0.0.1:54321';
let calls: Request[];

beforeAll(() => {
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_URL', base);
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY', 'sb_publishable_x');
  vi.stubEnv('SUPABASE_SECRET_KEY', 'sb_secret_x');
  vi.stubGlobal('fetch', async (request: Request) => {
    calls.push(request);
    return Response.json({});
  });
});
beforeEach(() => {
  calls = [];
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

function client(headers: Record<string, string> = {}) {
  return createClient(base, 'sb_publishable_x', {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: forwardAddress('203.0.113.9'), headers },
  });
}

test('signing in tells for whom, beside the secret key that makes it count', async () => {
  await client().auth.signInWithPassword({ email: 'ada@example.com', password: 'correct horse' });
  expect(Object.fromEntries(calls[0]?.headers ?? [])).toMatchObject({
    apikey: 'sb_secret_x',
    authorization: 'Bearer sb_secret_x',
    'sb-forwarded-for': '203.0.113.9',
  });
  expect(await calls[0]?.json()).toMatchObject({ email: 'ada@example.com' });
});

test("a person's own token stays, and so it is that person who acts", async () => {
  await client({ Authorization: 'Bearer theirs' }).auth.signInWithOtp({ email: 'ada@example.com' });
  expect(calls[0]?.headers.get('authorization')).toBe('Bearer theirs');
});

test('the secret key goes with nothing but the calls that Auth limits', async () => {
  await client().from('projects').insert({ name: 'x' });
  await client().rpc('create_project', {});
  await client().auth.getUser('theirs');
  await client().auth.admin.createUser({ email: 'ada@example.com' });
  await client().auth.admin.inviteUserByEmail('ada@example.com');
  expect(calls.map(({ headers }) => headers.get('apikey'))).toEqual(Array(5).fill('sb_publishable_x'));
  expect(calls.every(({ headers }) => !headers.has('sb-forwarded-for'))).toBe(true);
  expect(calls.some(({ headers }) => headers.get('authorization')?.includes('secret'))).toBe(false);
});
