import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { authVariables, readVariables } from './read-variables.ts';

test('with no variable everything runs on this machine, and accounts work at once', () => {
  const options = readVariables({ CAIRN_AUTH_GITHUB_CLIENT_ID: '', CAIRN_PORT: '' });
  expect(options).toMatchObject({
    port: 54_321,
    services: { supabase: true, executor: true },
    inngestAppUrl: 'http://127.0.0.1:3000/api/inngest',
    config: { supabaseUrl: 'http://127.0.0.1:54321', siteUrl: 'http://127.0.0.1:3000', redirectUrls: [] },
    auth: { autoConfirm: true, signUpDisabled: false, github: null },
  });
});

test('an operator sets what the auth service does', () => {
  const { auth, config } = readVariables({
    CAIRN_AUTH_AUTOCONFIRM: 'false',
    CAIRN_AUTH_DISABLE_SIGNUP: '1',
    CAIRN_AUTH_JWT_EXPIRY: '600',
    CAIRN_AUTH_PASSWORD_MIN_LENGTH: '12',
    CAIRN_AUTH_REDIRECT_URLS: 'https://a.example/**, https://b.example',
  });
  expect(auth).toMatchObject({
    autoConfirm: false,
    signUpDisabled: true,
    accessTokenLifetime: 600,
    passwordMinLength: 12,
  });
  expect(config.redirectUrls).toEqual(['https://a.example/**', 'https://b.example']);
});

test.each([
  [{}, 'https://github.com', 'https://api.github.com'],
  [{ CAIRN_AUTH_GITHUB_URL: 'https://git.example/' }, 'https://git.example', 'https://git.example/api/v3'],
  [{ CAIRN_AUTH_GITHUB_API_URL: 'http://127.0.0.1:4000/' }, 'https://github.com', 'http://127.0.0.1:4000'],
])('GitHub is where %j says', (given, baseUrl, apiUrl) => {
  const { auth } = readVariables({
    CAIRN_AUTH_GITHUB_CLIENT_ID: 'id',
    CAIRN_AUTH_GITHUB_SECRET: 'secret',
    ...given,
  });
  expect(auth?.github).toEqual({ clientId: 'id', clientSecret: 'secret', baseUrl, apiUrl });
});

test('every wrong variable is named at once, and no secret is shown', () => {
  const read = () =>
    readVariables({
      CAIRN_AUTH_AUTOCONFIRM: 'maybe',
      CAIRN_AUTH_JWT_EXPIRY: 'soon',
      CAIRN_AUTH_GITHUB_URL: 'github.com',
    });
  expect(read).toThrow(/AUTH_AUTOCONFIRM: .*AUTH_JWT_EXPIRY: .*AUTH_GITHUB_URL: /s);
  const half = () => readVariables({ CAIRN_AUTH_GITHUB_SECRET: 's3cret' });
  expect(half).toThrow('CAIRN_AUTH_GITHUB_SECRET: goes together with CAIRN_AUTH_GITHUB_CLIENT_ID');
  expect(half).not.toThrow('s3cret');
});

test('every setting of the auth service is described in .env.example', async () => {
  const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
  expect(authVariables.filter((name) => !example.includes(`\n${name}=`))).toEqual([]);
});
