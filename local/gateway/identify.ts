import type { Identity } from '../service.ts';

export interface ApiKeys {
  readonly publishableKey: string;
  readonly secretKey: string;
}

/** Turns an access token into who calls; rejects with jose's errors when it is not, or no longer, good. */
export type VerifyToken = (token: string) => Promise<Identity>;

export const anonymous: Identity = { role: 'anon', claims: { role: 'anon' } };

/** A call that goes no further; `response` is what the hosted gateway answers. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';
  readonly response: Response;

  constructor(response: Response) {
    super(`refused with ${response.status}`);
    this.response = response;
  }
}

/** Whom an API key stands for; null for a key that is not known. */
export function identifyApiKey(key: string, keys: ApiKeys): Identity | null {
  if (key === keys.publishableKey) return anonymous;
  if (key === keys.secretKey) return { role: 'service_role', claims: { role: 'service_role' } };
  return null;
}

/**
 * Who calls, by API key (header or query) and access token. Clients send the API key as bearer too when nobody is
 * signed in, which counts as no token. Throws an `IdentityError` without a good key, or with a bad token.
 */
export async function identifyCall(request: Request, keys: ApiKeys, verify: VerifyToken): Promise<Identity> {
  const key = request.headers.get('apikey') ?? new URL(request.url).searchParams.get('apikey');
  if (key === null || key === '') {
    throw refusal({
      message: 'No API key found in request',
      hint: 'No `apikey` request header or url param was found.',
    });
  }
  const byKey = identifyApiKey(key, keys);
  if (byKey === null) {
    throw refusal({
      message: 'Invalid API key',
      hint: 'Double check your Supabase `anon` or `service_role` API key.',
    });
  }
  const token = bearerOf(request);
  return token === null || token === key
    ? byKey
    : await verify(token).catch((error: unknown) => refuseToken(error));
}

/** Like `identifyCall`, for a service that judges tokens itself: a bad one makes the caller nobody. */
export async function identifyLeniently(
  request: Request,
  keys: ApiKeys,
  verify: VerifyToken,
): Promise<Identity> {
  return await identifyCall(request, keys, async (token) => await verify(token).catch(() => anonymous));
}

function bearerOf(request: Request): string | null {
  return /^bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

/** PostgREST's codes: PGRST303 for claims that do not hold (any more), PGRST301 for what is no token of ours. */
function refuseToken(error: unknown): never {
  const jose = error instanceof Error && 'code' in error ? error.code : undefined;
  const [code, message] =
    jose === 'ERR_JWT_EXPIRED'
      ? ['PGRST303', 'JWT expired']
      : jose === 'ERR_JWT_CLAIM_VALIDATION_FAILED'
        ? ['PGRST303', 'JWT claims validation failed']
        : ['PGRST301', 'JWSError JWSInvalidSignature'];
  throw refusal(
    { code, details: null, hint: null, message },
    { 'www-authenticate': `Bearer error="invalid_token", error_description="${message}"` },
  );
}

function refusal(body: object, headers: Record<string, string> = {}): IdentityError {
  return new IdentityError(Response.json(body, { status: 401, headers }));
}
