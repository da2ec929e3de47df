import { environment } from '../core/environment.ts';

/** What Auth limits per address; none of these asks who may. */
const limited = new Set(['signup', 'token', 'recover', 'otp', 'resend', 'verify']);

/**
 * A `fetch` that tells Supabase Auth for whom the app calls, so that its limits per address fall on that person. Auth
 * believes it beside the secret key only (hosted projects: "IP address forwarding"), which therefore stands in for the
 * publishable one, in these calls and nowhere else.
 */
export function forwardAddress(address: string): typeof fetch {
  const {
    NEXT_PUBLIC_SUPABASE_URL: base,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishable,
    SUPABASE_SECRET_KEY: secret,
  } = environment();
  return async (input, init) => {
    const request = new Request(input, init);
    if (!limited.has(calledPath(request, base))) return fetch(request);
    request.headers.set('sb-forwarded-for', address);
    request.headers.set('apikey', secret);
    if (request.headers.get('authorization') === `Bearer ${publishable}`) {
      request.headers.set('authorization', `Bearer ${secret}`);
    }
    return fetch(request);
  };
}

/** Below Auth's address; empty for calls of anything else. */
function calledPath(request: Request, base: string): string {
  const { origin, pathname } = new URL(request.url);
  const prefix = `${base}/auth/v1/`;
  return (origin + pathname).startsWith(prefix) ? (origin + pathname).slice(prefix.length) : '';
}
