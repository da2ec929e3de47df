import { type CookieMethodsServer, createServerClient } from '@supabase/ssr';
import { createClient } from '@supabase/supabase-js';
import { environment } from '../core/environment.ts';
import type { DatabaseClient } from './context.ts';
import type { Database } from './database.types.ts';
import { forwardAddress } from './forward-address.ts';

/** One name whatever the host: the default derives from the Supabase URL, and cookies ignore ports. */
export const sessionCookieName = 'cairn-session';

/** Scripts never see the session (ASVS 3.3.4): sign-in happens on the server, and browsers get a short-lived token for Realtime. */
export function sessionCookieOptions(siteUrl: string) {
  return {
    name: sessionCookieName,
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: siteUrl.startsWith('https:'),
  } as const;
}

/** A client that acts as whoever the cookies say. `address` is where that person calls from, null where it is not known. */
export function createSessionClient(cookies: CookieMethodsServer, address: string | null): DatabaseClient {
  const { NEXT_PUBLIC_SUPABASE_URL, NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY, CAIRN_SITE_URL } = environment();
  return createServerClient<Database>(NEXT_PUBLIC_SUPABASE_URL, NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY, {
    cookies,
    cookieOptions: sessionCookieOptions(CAIRN_SITE_URL),
    global: address === null ? {} : { fetch: forwardAddress(address) },
  });
}

/** A client that acts as the bearer of an access token, or as nobody. Keeps no session. */
export function createBearerClient(
  accessToken: string | null,
  address: string | null = null,
): DatabaseClient {
  const { NEXT_PUBLIC_SUPABASE_URL, NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY } = environment();
  return createClient<Database>(NEXT_PUBLIC_SUPABASE_URL, NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: {
      ...(accessToken !== null && { headers: { Authorization: `Bearer ${accessToken}` } }),
      ...(address !== null && { fetch: forwardAddress(address) }),
    },
  });
}
