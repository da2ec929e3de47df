import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Queryable } from '../db/database.ts';
import { type AuthContext, isoNow } from './context.ts';
import { AuthError, validationFailed } from './errors.ts';
import { selectOne } from './rows.ts';
import type { AuthenticationMethod } from './sessions.ts';

export interface CodeChallenge {
  readonly challenge: string;
  readonly method: 's256' | 'plain';
}

export interface FlowStateRow {
  readonly id: string;
  readonly user_id: string | null;
  readonly auth_code: string | null;
  readonly code_challenge: string | null;
  readonly code_challenge_method: 's256' | 'plain' | null;
  readonly provider_type: string;
  readonly provider_access_token: string | null;
  readonly provider_refresh_token: string | null;
  readonly created_at: string;
  readonly auth_code_issued_at: string | null;
  readonly authentication_method: AuthenticationMethod;
  readonly referrer: string | null;
  readonly linking_target_id: string | null;
}

/** The PKCE part of a request, or null for the implicit flow. Lengths are RFC 7636, section 4.2. */
export function readCodeChallenge(fields: {
  code_challenge: string;
  code_challenge_method: string;
}): CodeChallenge | null {
  const { code_challenge: challenge, code_challenge_method: name } = fields;
  if (challenge === '' && name === '') return null;
  if (challenge === '' || name === '') {
    throw validationFailed(
      'PKCE flow requires code_challenge_method and code_challenge to be provided together',
    );
  }
  const method = name.toLowerCase();
  if (method !== 's256' && method !== 'plain') {
    throw validationFailed('unsupported code_challenge method');
  }
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(challenge)) {
    throw validationFailed(
      'code challenge has to be between 43 and 128 characters of letters, digits, ".", "_", "~" and "-"',
    );
  }
  return { challenge, method };
}

/** Remembers a sign-in under way; older ones that can no longer be used are dropped on the way. */
export async function insertFlowState(
  tx: Queryable,
  context: AuthContext,
  input: {
    provider: string;
    method: AuthenticationMethod;
    challenge: CodeChallenge | null;
    userId?: string;
    referrer?: string;
    linkingTargetId?: string;
  },
): Promise<string> {
  const now = context.now();
  const id = randomUUID();
  await tx.query('delete from auth.flow_state where created_at < $1::timestamptz', [
    new Date(now - 86_400_000).toISOString(),
  ]);
  await tx.query(
    `insert into auth.flow_state (id, user_id, auth_code, code_challenge, code_challenge_method, provider_type,
       authentication_method, referrer, linking_target_id, created_at, updated_at)
     values ($1::uuid, $2::uuid, $3::text, $4::text, $5::text::auth.code_challenge_method, $6::text, $7::text,
       $8::text, $9::uuid, $10::timestamptz, $10::timestamptz)`,
    [
      id,
      input.userId ?? null,
      input.challenge ? randomUUID() : null,
      input.challenge?.challenge ?? null,
      input.challenge?.method ?? null,
      input.provider,
      input.method,
      input.referrer ?? null,
      input.linkingTargetId ?? null,
      new Date(now).toISOString(),
    ],
  );
  return id;
}

export function findFlowState(queryable: Queryable, id: string): Promise<FlowStateRow | null> {
  return selectOne(queryable, 'select to_jsonb(f) from auth.flow_state f where f.id = $1::uuid', [id]);
}

/** The code for the newest flow that `userId` began with `method`; 422 `flow_state_expired`, 404 without one. */
export async function issueAuthCode(
  tx: Queryable,
  context: AuthContext,
  { userId, method }: { userId: string; method: AuthenticationMethod },
): Promise<string> {
  const flow = await selectOne<FlowStateRow>(
    tx,
    `select to_jsonb(f) from auth.flow_state f
      where f.user_id = $1::uuid and f.authentication_method = $2::text and f.auth_code is not null
      order by f.created_at desc limit 1`,
    [userId, method],
  );
  if (!flow?.auth_code) throw flowNotFound();
  if (method !== 'magiclink') refuseExpired(context, flow.created_at);
  await tx.query(
    'update auth.flow_state set auth_code_issued_at = $2::timestamptz, updated_at = $2::timestamptz where id = $1::uuid',
    [flow.id, isoNow(context)],
  );
  return flow.auth_code;
}

/** Takes the flow of `code` out, once, if `verifier` fits its challenge. */
export async function redeemAuthCode(
  tx: Queryable,
  context: AuthContext,
  { code, verifier }: { code: string; verifier: string },
): Promise<FlowStateRow & { user_id: string }> {
  const flow = await selectOne<FlowStateRow>(
    tx,
    'select to_jsonb(f) from auth.flow_state f where f.auth_code = $1::text for update',
    [code],
  );
  // A code that was never handed out cannot be redeemed, even if somebody guessed it.
  if (!flow?.user_id || !flow.auth_code_issued_at) throw flowNotFound();
  refuseExpired(
    context,
    flow.authentication_method === 'magiclink' ? flow.auth_code_issued_at : flow.created_at,
  );
  if (!verifierFits(flow, verifier)) {
    throw new AuthError(
      400,
      'bad_code_verifier',
      'code challenge does not match previously saved code verifier',
    );
  }
  await tx.query('delete from auth.flow_state where id = $1::uuid', [flow.id]);
  return { ...flow, user_id: flow.user_id };
}

function verifierFits(flow: FlowStateRow, verifier: string): boolean {
  const given =
    flow.code_challenge_method === 'plain'
      ? verifier
      : createHash('sha256').update(verifier).digest('base64url');
  const expected = Buffer.from(flow.code_challenge ?? '');
  const actual = Buffer.from(given);
  return expected.length > 0 && expected.length === actual.length && timingSafeEqual(expected, actual);
}

function refuseExpired(context: AuthContext, since: string): void {
  if (Date.parse(since) + context.settings.flowStateLifetime * 1000 < context.now()) {
    throw new AuthError(422, 'flow_state_expired', 'invalid flow state, flow state has expired');
  }
}

function flowNotFound(): AuthError {
  return new AuthError(404, 'flow_state_not_found', 'invalid flow state, no valid flow state found');
}
