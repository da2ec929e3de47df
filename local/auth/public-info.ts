import type { AuthContext } from './context.ts';
import { publicJwks } from './tokens.ts';

/** GET /.well-known/jwks.json */
export function jwks(context: AuthContext): Response {
  return Response.json(publicJwks(context.keys), { headers: { 'cache-control': 'public, max-age=600' } });
}

/** GET /settings */
export function settings({ settings: chosen }: AuthContext): Response {
  return Response.json({
    external: {
      anonymous_users: false,
      email: true,
      phone: false,
      github: chosen.github !== null,
    },
    disable_signup: chosen.signUpDisabled,
    mailer_autoconfirm: chosen.autoConfirm,
    phone_autoconfirm: false,
    sms_provider: '',
    saml_enabled: false,
  });
}

/** GET /health */
export function health(): Response {
  return Response.json({
    name: 'GoTrue',
    version: 'embedded',
    description: 'Embedded auth service that speaks the GoTrue interface',
  });
}
