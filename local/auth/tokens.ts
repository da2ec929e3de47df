import { importJWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { LocalKeys } from '../keys.ts';

/** What an access token says beside `iss`, `aud`, `iat` and `exp`. */
export interface AccessTokenClaims {
  readonly sub: string;
  readonly role: string;
  readonly email: string;
  readonly phone: string;
  readonly app_metadata: Record<string, unknown>;
  readonly user_metadata: Record<string, unknown>;
  readonly aal: string;
  readonly amr: readonly { readonly method: string; readonly timestamp: number }[];
  readonly session_id: string;
  readonly is_anonymous: boolean;
}

export interface SigningOptions {
  /** The external `/auth/v1` URL. */
  readonly issuer: string;
  /** Seconds the token lives. */
  readonly lifetime: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** ES256, with `kid`, for the audience `authenticated`. */
export async function signAccessToken(
  claims: AccessTokenClaims,
  keys: LocalKeys,
  { issuer, lifetime, now }: SigningOptions,
): Promise<string> {
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: keys.signing.kid, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience('authenticated')
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
    .sign((await importKeys(keys)).privateKey);
}

/**
 * The payload of a token that this installation signed and that is still good; rejects with jose's errors otherwise.
 * `alg` is pinned, so `none` and HMAC with the public key are refused. `now` is in milliseconds since the epoch.
 */
export async function verifyAccessToken(
  token: string,
  keys: LocalKeys,
  { issuer, now = Date.now() }: { issuer: string; now?: number },
): Promise<JWTPayload & { role: string; sub: string }> {
  const { payload } = await jwtVerify(token, (await importKeys(keys)).publicKey, {
    algorithms: ['ES256'],
    issuer,
    audience: 'authenticated',
    requiredClaims: ['exp', 'sub', 'role'],
    currentDate: new Date(now),
  });
  const { role, sub } = payload;
  if (role !== 'authenticated' || typeof sub !== 'string') {
    throw new Error('The token does not name an authenticated user.');
  }
  return { ...payload, role, sub };
}

/** The key set under `/.well-known/jwks.json`. */
export function publicJwks(keys: LocalKeys): { keys: Record<string, unknown>[] } {
  const { kid, publicJwk } = keys.signing;
  return { keys: [{ ...publicJwk, kid, alg: 'ES256', use: 'sig', key_ops: ['verify'], ext: true }] };
}

interface ImportedKeys {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

const imported = new WeakMap<LocalKeys, Promise<ImportedKeys>>();

function importKeys(keys: LocalKeys): Promise<ImportedKeys> {
  let pair = imported.get(keys);
  if (!pair) {
    pair = Promise.all([
      importJWK(keys.signing.privateJwk, 'ES256'),
      importJWK(keys.signing.publicJwk, 'ES256'),
    ]).then(([privateKey, publicKey]) => ({
      privateKey: privateKey as CryptoKey,
      publicKey: publicKey as CryptoKey,
    }));
    imported.set(keys, pair);
  }
  return pair;
}
