import { type NextRequest, NextResponse } from 'next/server';
import { clientAddress } from '@/lib/core/client-address';
import { contentSecurityPolicy } from '@/lib/core/content-security-policy';
import { environment } from '@/lib/core/environment';
import { createSessionClient } from '@/lib/supabase/session-client';

const signedInOnly = /^\/(projects|account|queue|gallery|batches)(\/|$)/;

/**
 * Refreshes the session before anything reads it, sends the signed-out to sign in, and sets the page's security policy.
 * It is never the lock: pages, actions and handlers check for themselves. Next calls this file proxy.ts by now.
 */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const settings = environment();
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy({
    nonce,
    supabaseUrl: settings.NEXT_PUBLIC_SUPABASE_URL,
    development: settings.NODE_ENV === 'development',
  });
  const { pathname, search } = request.nextUrl;

  const forward = () => {
    const headers = new Headers(request.headers);
    headers.set('x-nonce', nonce);
    headers.set('x-cairn-path', pathname + search);
    headers.set('content-security-policy', policy);
    return NextResponse.next({ request: { headers } });
  };
  let response = forward();

  const client = createSessionClient(
    {
      getAll: () => request.cookies.getAll(),
      setAll: (written) => {
        for (const { name, value } of written) request.cookies.set(name, value);
        response = forward();
        for (const { name, value, options } of written) response.cookies.set(name, value, options);
      },
    },
    clientAddress(request.headers.get('x-forwarded-for'), settings.CAIRN_TRUSTED_PROXIES),
  );
  const { data } = await client.auth.getClaims();

  // A server action answers for itself: a redirect would look to it like a server that cannot be reached.
  if (data === null && signedInOnly.test(pathname) && !request.headers.has('next-action')) {
    const target = request.nextUrl.clone();
    target.pathname = '/sign-in';
    target.search = `?next=${encodeURIComponent(pathname + search)}`;
    const redirect = NextResponse.redirect(target);
    for (const cookie of response.cookies.getAll()) redirect.cookies.set(cookie);
    response = redirect;
  }
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  response.headers.set('x-frame-options', 'DENY');
  return response;
}

export const config = {
  runtime: 'nodejs',
  matcher: [
    '/((?!_next/static|_next/image|api/inngest|api/health|favicon.ico|icon.svg|.*\\.(?:png|svg|woff2|txt)$).*)',
  ],
};
