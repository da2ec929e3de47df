import type { LocalConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { LocalKeys } from '../keys.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { ServiceHandler } from '../service.ts';
import { authenticate } from './authenticate.ts';
import { type AuthCall, type AuthContext, json } from './context.ts';
import { AuthError, errorResponse } from './errors.ts';
import { grantSession } from './grant-session.ts';
import { createRateLimiter } from './limits.ts';
import { passwordMatches } from './passwords.ts';
import { health, jwks, settings } from './public-info.ts';
import { type AuthSettings, defaultSettings } from './settings.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { userJson } from './user-json.ts';

export interface AuthServiceOptions {
  readonly db: Database;
  readonly keys: LocalKeys;
  readonly config: LocalConfig;
  readonly mailer: Mailer;
  /** Over `defaultSettings`. */
  readonly settings?: Partial<AuthSettings>;
  /** Milliseconds since the epoch; the system clock unless told. */
  readonly now?: () => number;
}

type Route = (context: AuthContext, call: AuthCall) => Promise<Response> | Response;

const mountPoint = '/auth/v1';

/** The GoTrue interface under `/auth/v1/`. What it does not offer it refuses by the hosted service's error code. */
export function createAuthService(options: AuthServiceOptions): { handle: ServiceHandler } {
  const now = options.now ?? Date.now;
  const context: AuthContext = {
    db: options.db,
    keys: options.keys,
    config: options.config,
    mailer: options.mailer,
    settings: { ...defaultSettings, ...options.settings },
    limiter: createRateLimiter(now),
    now,
  };
  // Makes the dummy hash now: the first unknown user would otherwise wait visibly longer.
  const ready = passwordMatches('', null, context.settings);
  return {
    async handle(request, call) {
      await ready;
      try {
        const url = new URL(request.url);
        return await route(context, { request, url, call });
      } catch (error) {
        return errorResponse(asAuthError(error), request);
      }
    },
  };
}

const routes: Record<string, Route> = {
  'POST /signup': signUp,
  'POST /token': grantSession,
  'POST /logout': signOut,
  'GET /user': async (context, call) => json(userJson((await authenticate(context, call)).user)),
  'GET /.well-known/jwks.json': jwks,
  'GET /settings': settings,
  'GET /health': health,
};

async function route(context: AuthContext, call: AuthCall): Promise<Response> {
  const path = call.url.pathname.slice(mountPoint.length).replace(/\/+$/, '');
  const name = `${call.request.method} ${path}`;
  const found = call.url.pathname.startsWith(`${mountPoint}/`) ? routes[name] : undefined;
  if (!found) throw new AuthError(404, 'not_found', `${name} is not served by the embedded auth service`);
  limit(context, call, name);
  return found(context, call);
}

function limit({ limiter, settings: chosen }: AuthContext, { call }: AuthCall, name: string): void {
  if (name === 'POST /token') limiter.take('token', call.ip, chosen.limits.token);
  if (name === 'POST /signup') limiter.take('mail', call.ip, chosen.limits.mail);
}

/** Details of an unexpected failure go to the log alone. */
function asAuthError(error: unknown): AuthError {
  if (error instanceof AuthError) return error;
  console.error('The auth service failed:', error);
  return new AuthError(
    500,
    'unexpected_failure',
    'Unexpected failure, please check server logs for more information',
  );
}
