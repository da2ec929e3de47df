import { randomUUID } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { announce } from '@/app/_doors/announce';
import { clientAddress } from '@/lib/core/client-address';
import { environment } from '@/lib/core/environment';
import { AppError } from '@/lib/core/errors';
import type { Context, DatabaseClient } from '@/lib/supabase/context';
import { createBearerClient, createSessionClient } from '@/lib/supabase/session-client';

/** The caller as the session cookies tell, null when signed out. Usable in pages, actions and route handlers. */
export async function contextFromCookies(requestId: string = randomUUID()): Promise<Context | null> {
  return toContext(await cookieClient(), requestId);
}

/** The bearer token wins over cookies; a bearer token that is not valid is an error, never a fall back to cookies. */
export async function contextFromRequest(request: Request, requestId: string): Promise<Context | null> {
  const token = bearerToken(request);
  if (token === null) return contextFromCookies(requestId);
  const context = await toContext(createBearerClient(token, addressOf(request.headers)), requestId, token);
  if (context === null) {
    throw new AppError('session_expired', 'This access token is not valid, or it has expired.', {
      hint: 'Sign in again, or refresh it at POST /api/auth/refresh.',
    });
  }
  return context;
}

/** Acts for whoever the cookies say, or for nobody: for signing in and out. Cookies are written where Next allows it. */
export async function cookieClient(): Promise<DatabaseClient> {
  const store = await cookies();
  return createSessionClient(
    {
      getAll: () => store.getAll(),
      setAll: (written) => {
        try {
          for (const { name, value, options } of written) store.set(name, value, options);
        } catch {
          // A page that renders may not write cookies (Next: "Cookies can only be modified in a Server Action or Route
          // Handler"); the middleware has refreshed the session before it.
        }
      },
    },
    addressOf(await headers()),
  );
}

/** Acts for nobody, and keeps no session: for signing in and refreshing by tokens. */
export function anonymousClient(request: Request): DatabaseClient {
  return createBearerClient(null, addressOf(request.headers));
}

function addressOf(given: Pick<Headers, 'get'>): string | null {
  return clientAddress(given.get('x-forwarded-for'), environment().CAIRN_TRUSTED_PROXIES);
}

export function bearerToken(request: Request): string | null {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

/** `getClaims` verifies the signature against the JWKS; `getSession` would trust the cookie. */
async function toContext(db: DatabaseClient, requestId: string, token?: string): Promise<Context | null> {
  const { data } = await db.auth.getClaims(token);
  const claims = data?.claims;
  if (claims === undefined || claims.role !== 'authenticated') return null;
  const named: unknown = claims.user_metadata?.display_name;
  const email = typeof claims.email === 'string' ? claims.email : '';
  return {
    actor: {
      userId: claims.sub,
      email,
      displayName: typeof named === 'string' && named !== '' ? named : (email.split('@')[0] ?? ''),
    },
    db,
    requestId,
    announce,
  };
}
