import { AuthError } from './errors.ts';

interface Refusal {
  readonly method: string | null;
  readonly path: RegExp;
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Features of the hosted service that are off here, refused as a project that has them off refuses them. */
const refusals: readonly Refusal[] = [
  {
    method: 'POST',
    path: /^\/factors$/,
    status: 422,
    code: 'mfa_totp_enroll_not_enabled',
    message: 'MFA enroll is disabled for TOTP',
  },
  {
    method: null,
    path: /^\/factors\/recovery-codes(\/|$)/,
    status: 422,
    code: 'mfa_recovery_codes_enroll_not_enabled',
    message: 'MFA recovery codes are disabled',
  },
  {
    method: null,
    path: /^\/factors\/[^/]+(\/(challenge|verify))?$/,
    status: 404,
    code: 'mfa_factor_not_found',
    message: 'MFA factor with that ID not found',
  },
  {
    method: null,
    path: /^\/(sso(\/|$)|admin\/sso(\/|$)|saml\/)/,
    status: 404,
    code: 'saml_provider_disabled',
    message: 'SAML 2.0 is disabled',
  },
  {
    method: null,
    path: /^\/user\/identities\//,
    status: 404,
    code: 'manual_linking_disabled',
    message: 'Manual linking is disabled',
  },
  {
    method: null,
    path: /^\/(admin\/)?passkeys(\/|$)/,
    status: 404,
    code: 'passkey_disabled',
    message: 'Passkeys are disabled',
  },
  {
    method: null,
    path: /^\/(admin\/|user\/)?oauth(\/|$)/,
    status: 404,
    code: 'oauth_server_disabled',
    message: 'OAuth server is disabled',
  },
];

/** Why `method path` is not served; `path` is below the mount point. */
export function refusalOf(method: string, path: string): AuthError {
  const refusal = refusals.find(
    (candidate) => (candidate.method ?? method) === method && candidate.path.test(path),
  );
  if (refusal) return new AuthError(refusal.status, refusal.code, refusal.message);
  return new AuthError(
    404,
    'not_found',
    `${method} ${path || '/'} is not served by the embedded auth service`,
  );
}
