import type { LocalConfig } from '../config.ts';
import { type Database, DatabaseError } from '../db/database.ts';
import type { LocalKeys } from '../keys.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { ServiceHandler } from '../service.ts';
import { changeUser, createUser, deleteUser, getUser, listUsers } from './admin-users.ts';
import { authenticate } from './authenticate.ts';
import { type AuthCall, type AuthContext, json } from './context.ts';
import { AuthError, errorResponse, validationFailed } from './errors.ts';
import { generateLink, inviteUser } from './generate-link.ts';
import { grantSession } from './grant-session.ts';
import { createRateLimiter } from './limits.ts';
import { authorize, finishOAuth } from './oauth.ts';
import { passwordMatches } from './passwords.ts';
import { health, jwks, settings } from './public-info.ts';
import { requestMagicLink, requestReauthentication, requestRecovery, resendMail } from './request-mail.ts';
import { type AuthSettings, defaultSettings } from './settings.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { refusalOf } from './unsupported.ts';
import { updateUser } from './update-user.ts';
import { userJson } from './user-json.ts';
import { isUnstorableText } from './users.ts';
import { followLink, verifyToken } from './verify-token.ts';

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
type UserRoute = (context: AuthContext, call: AuthCall, userId: string) => Promise<Response>;

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
    unsentMails: new Map(),
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
  'POST /recover': requestRecovery,
  'POST /otp': requestMagicLink,
  'POST /magiclink': requestMagicLink,
  'POST /resend': resendMail,
  'POST /verify': verifyToken,
  'GET /verify': followLink,
  'GET /reauthenticate': requestReauthentication,
  'PUT /user': updateUser,
  'GET /authorize': authorize,
  'GET /callback': finishOAuth,
  'GET /user': async (context, call) => json(userJson((await authenticate(context, call)).user)),
  'GET /admin/users': listUsers,
  'POST /admin/users': createUser,
  'POST /admin/generate_link': generateLink,
  'POST /invite': inviteUser,
  'GET /.well-known/jwks.json': jwks,
  'GET /settings': settings,
  'GET /health': health,
};

const userRoutes: Record<string, UserRoute> = {
  GET: getUser,
  PUT: changeUser,
  DELETE: deleteUser,
};

async function route(context: AuthContext, call: AuthCall): Promise<Response> {
  const { method } = call.request;
  if (!call.url.pathname.startsWith(`${mountPoint}/`)) throw refusalOf(method, call.url.pathname);
  const path = call.url.pathname.slice(mountPoint.length).replace(/\/+$/, '');
  const name = `${method} ${path}`;
  limit(context, call, name);
  const found = routes[name];
  if (found) return found(context, call);
  const [, userId] = /^\/admin\/users\/([^/]+)$/.exec(path) ?? [];
  const foundForUser = userRoutes[method];
  if (userId !== undefined && foundForUser) return foundForUser(context, call, userId);
  throw refusalOf(method, path);
}

/** Routes that send mail or guess at codes share one bucket; those that check passwords and refresh another. */
const limitedAs: Record<string, 'mail' | 'token'> = {
  'POST /signup': 'mail',
  'POST /recover': 'mail',
  'POST /otp': 'mail',
  'POST /magiclink': 'mail',
  'POST /resend': 'mail',
  'POST /verify': 'mail',
  'GET /verify': 'mail',
  'GET /reauthenticate': 'mail',
  'POST /token': 'token',
  'PUT /user': 'token',
};

function limit({ limiter, settings: chosen }: AuthContext, { call }: AuthCall, name: string): void {
  const bucket = limitedAs[name];
  if (!bucket) return;
  const { perFiveMinutes, burst } = chosen.limits[bucket];
  const factor = isLoopback(call.ip) ? chosen.limits.loopbackFactor : 1;
  limiter.take(bucket, call.ip, { perFiveMinutes: perFiveMinutes * factor, burst: burst * factor });
}

function isLoopback(ip: string): boolean {
  return ip === '::1' || /^(::ffff:)?127\./i.test(ip);
}

/** Details of an unexpected failure go to the log alone. */
function asAuthError(error: unknown): AuthError {
  if (error instanceof AuthError) return error;
  if (error instanceof DatabaseError && isUnstorableText(error)) {
    return validationFailed('Text must not contain NUL or unpaired surrogate characters');
  }
  console.error('The auth service failed:', error);
  return new AuthError(
    500,
    'unexpected_failure',
    'Unexpected failure, please check server logs for more information',
  );
}
