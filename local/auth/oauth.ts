import type { Queryable } from '../db/database.ts';
import { recordAudit } from './audit.ts';
import { isUuid } from './authenticate.ts';
import { type AuthCall, type AuthContext, isoNow, peerOf } from './context.ts';
import { AuthError, validationFailed } from './errors.ts';
import { type FlowStateRow, findFlowState, insertFlowState, readCodeChallenge } from './flow-state.ts';
import { fetchGitHubAccount, type GitHubAccount, gitHubAuthorizeUrl } from './github.ts';
import { resolveOAuthUser } from './oauth-user.ts';
import { resolveRedirect, withParameters } from './redirects.ts';
import { seal } from './seal.ts';
import { openSession } from './sessions.ts';
import { type GitHubProvider, issuerOf } from './settings.ts';
import { isBanned } from './users.ts';
import { fragmentOf, redirectWithError } from './verify-token.ts';

const stateLifetime = 10 * 60_000;

/** GET /authorize?provider=github: 302 to GitHub. `state` names the flow that `callback` picks up. */
export async function authorize(context: AuthContext, call: AuthCall): Promise<Response> {
  const { searchParams } = call.url;
  const provider = requireProvider(context, searchParams.get('provider') ?? '');
  const challenge = readCodeChallenge({
    code_challenge: searchParams.get('code_challenge') ?? '',
    code_challenge_method: searchParams.get('code_challenge_method') ?? '',
  });
  const state = await context.db.transaction((tx) =>
    insertFlowState(tx, context, {
      provider: 'github',
      method: 'oauth',
      challenge,
      referrer: resolveRedirect(searchParams.get('redirect_to'), context.config),
    }),
  );
  return found(
    gitHubAuthorizeUrl(provider, {
      state,
      callback: callbackUrl(context),
      scopes: searchParams.get('scopes') ?? '',
    }),
  );
}

/** GET /callback: back from GitHub, on to the app with a code (PKCE) or tokens in the fragment. */
export async function finishOAuth(context: AuthContext, call: AuthCall): Promise<Response> {
  const { searchParams } = call.url;
  const flow = await claimFlow(context, searchParams.get('state') ?? '');
  if (!flow) {
    const error = new AuthError(400, 'bad_oauth_state', 'OAuth state is unknown, was used or has expired');
    return redirectWithError(context.config.siteUrl, error, { pkce: true });
  }
  const target = flow.referrer ?? context.config.siteUrl;
  const pkce = flow.code_challenge !== null;
  try {
    const provider = requireProvider(context, flow.provider_type);
    const code = searchParams.get('code');
    if (!code) {
      const why = searchParams.get('error_description') ?? 'OAuth callback with missing authorization code';
      throw new AuthError(
        searchParams.get('error') === 'access_denied' ? 403 : 400,
        'bad_oauth_callback',
        why,
      );
    }
    const account = await fetchGitHubAccount(provider, { code, callback: callbackUrl(context) });
    return await context.db.transaction((tx) => signIn(tx, context, call, { flow, account, target }));
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return redirectWithError(target, error, { pkce });
  }
}

async function signIn(
  tx: Queryable,
  context: AuthContext,
  call: AuthCall,
  { flow, account, target }: { flow: FlowStateRow; account: GitHubAccount; target: string },
): Promise<Response> {
  const user = await resolveOAuthUser(tx, context, account);
  if (isBanned(user, context.now())) throw new AuthError(403, 'user_banned', 'User is banned');
  await recordAudit(tx, context, {
    action: 'login',
    actorId: user.id,
    actorName: user.email,
    ip: peerOf(call).ip,
    traits: { provider: 'github' },
  });
  if (flow.auth_code) {
    await tx.query(
      `update auth.flow_state
          set user_id = $2::uuid, provider_access_token = $3::text, provider_refresh_token = $4::text,
              auth_code_issued_at = $5::timestamptz, updated_at = $5::timestamptz
        where id = $1::uuid`,
      [
        flow.id,
        user.id,
        seal(account.accessToken, context.keys, flow.id),
        account.refreshToken && seal(account.refreshToken, context.keys, flow.id),
        isoNow(context),
      ],
    );
    return found(withParameters(target, { code: flow.auth_code }, ['query']));
  }
  const pair = await openSession(tx, context, { userId: user.id, method: 'oauth', peer: peerOf(call) });
  await tx.query('delete from auth.flow_state where id = $1::uuid', [flow.id]);
  return found(
    withParameters(target, { ...fragmentOf(pair), provider_token: account.accessToken }, ['fragment']),
  );
}

/** The flow that `state` names, for one callback: its `referrer` is taken, so a second finds it used. */
async function claimFlow(context: AuthContext, state: string): Promise<FlowStateRow | null> {
  if (!isUuid(state)) return null;
  return context.db.transaction(async (tx) => {
    const flow = await findFlowState(tx, state);
    if (!flow?.referrer || Date.parse(flow.created_at) + stateLifetime < context.now()) return null;
    await tx.query('update auth.flow_state set referrer = null where id = $1::uuid', [flow.id]);
    return flow;
  });
}

function requireProvider(context: AuthContext, name: string): GitHubProvider {
  if (name === 'github' && context.settings.github) return context.settings.github;
  throw validationFailed(
    `Unsupported provider: provider is not enabled${name === 'github' ? ' (no GitHub OAuth app is configured)' : ''}`,
  );
}

function callbackUrl(context: AuthContext): string {
  return `${issuerOf(context.config)}/callback`;
}

function found(location: string): Response {
  return new Response(null, {
    status: 302,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}
