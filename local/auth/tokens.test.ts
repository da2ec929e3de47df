import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { generateKeys, type LocalKeys } from '../keys.ts';
import { type AccessTokenClaims, publicJwks, signAccessToken, verifyAccessToken } from './tokens.ts';

const issuer = 'http://127.0.0.1:54321/auth/v1';
const claims: AccessTokenClaims = {
  sub: '7f1d3c1e-0b4b-4d39-8a3a-3f2f7c0c6f10',
  role: 'authenticated',
  email: 'ada@example.com',
  phone: '',
  app_metadata: {},
  user_metadata: {},
  aal: 'aal1',
  amr: [{ method: 'password', timestamp: 1 }],
  session_id: '0f6e2a5d-5d5c-4a3f-8f63-1d2f3f3c8a11',
  is_anonymous: false,
};
let keys: LocalKeys;

beforeAll(async () => {
  keys = await generateKeys();
});

function sign(overrides: Partial<AccessTokenClaims> = {}, now = Date.now()) {
  return signAccessToken({ ...claims, ...overrides }, keys, { issuer, lifetime: 60, now });
}

test('a token that was signed here verifies and says what was signed', async () => {
  expect(await verifyAccessToken(await sign(), keys, { issuer })).toMatchObject({ ...claims, iss: issuer });
});

test('a token ends with its lifetime', async () => {
  const now = Date.now();
  const token = await sign({}, now);
  await expect(verifyAccessToken(token, keys, { issuer, now: now + 58_000 })).resolves.toBeTruthy();
  await expect(verifyAccessToken(token, keys, { issuer, now: now + 61_000 })).rejects.toThrow(/exp/);
});

test('tokens of another installation, issuer, audience or role are refused', async () => {
  const others = await generateKeys();
  await expect(verifyAccessToken(await sign(), others, { issuer })).rejects.toThrow();
  await expect(verifyAccessToken(await sign(), keys, { issuer: 'http://evil/auth/v1' })).rejects.toThrow(
    /iss/,
  );
  await expect(verifyAccessToken(await sign({ role: 'service_role' }), keys, { issuer })).rejects.toThrow();
  const key = await importJWK(keys.signing.privateJwk, 'ES256');
  const audience = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(issuer)
    .setAudience('other')
    .setExpirationTime('1h')
    .sign(key);
  await expect(verifyAccessToken(audience, keys, { issuer })).rejects.toThrow(/aud/);
});

test('a token that never expires is refused', async () => {
  const key = await importJWK(keys.signing.privateJwk, 'ES256');
  const token = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(issuer)
    .setAudience('authenticated')
    .sign(key);
  await expect(verifyAccessToken(token, keys, { issuer })).rejects.toThrow(/exp/);
});

test('unsigned tokens, and HMACs keyed with the public key, are refused', async () => {
  const unsigned = new UnsecuredJWT({ ...claims })
    .setIssuer(issuer)
    .setAudience('authenticated')
    .setExpirationTime('1h')
    .encode();
  await expect(verifyAccessToken(unsigned, keys, { issuer })).rejects.toThrow();
  const publicKey = await importJWK(keys.signing.publicJwk, 'ES256', { extractable: true });
  const pem = await exportSPKI(publicKey as CryptoKey);
  const confused = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience('authenticated')
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(pem));
  await expect(verifyAccessToken(confused, keys, { issuer })).rejects.toThrow();
});

test('a changed payload is refused', async () => {
  const [header, payload, signature] = (await sign()).split('.');
  const changed = { ...JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), sub: 'someone else' };
  const forged = [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
  await expect(verifyAccessToken(forged, keys, { issuer })).rejects.toThrow();
});

test('the published key set holds the public half alone', () => {
  const text = JSON.stringify(publicJwks(keys));
  expect(text).not.toContain(keys.signing.privateJwk.d);
  expect(publicJwks(keys).keys[0]).toMatchObject({ kid: keys.signing.kid, alg: 'ES256', kty: 'EC' });
});
