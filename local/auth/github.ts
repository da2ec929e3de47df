import { z } from 'zod';
import { AuthError } from './errors.ts';
import type { GitHubProvider } from './settings.ts';
import type { Metadata } from './users.ts';

/** Who GitHub says has signed in. `email` is in lower case, and null where no verified address is shared. */
export interface GitHubAccount {
  readonly id: string;
  readonly email: string | null;
  /** Kept as `identity_data`. */
  readonly profile: Metadata;
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/** Where the browser goes to authorize; `state` comes back to `callback`. */
export function gitHubAuthorizeUrl(
  provider: GitHubProvider,
  { state, callback, scopes }: { state: string; callback: string; scopes: string },
): string {
  const url = new URL(`${provider.baseUrl ?? 'https://github.com'}/login/oauth/authorize`);
  url.searchParams.set('client_id', provider.clientId);
  url.searchParams.set('redirect_uri', callback);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set(
    'scope',
    [...new Set(['user:email', ...scopes.split(/[\s,]+/).filter(Boolean)])].join(' '),
  );
  url.searchParams.set('state', state);
  return url.href;
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
});

const userAnswer = z.object({
  id: z.number(),
  login: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
});

const emailsAnswer = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** Trades the callback's code for the account behind it. 400 `bad_oauth_callback` when GitHub says no. */
export async function fetchGitHubAccount(
  provider: GitHubProvider,
  { code, callback }: { code: string; callback: string },
): Promise<GitHubAccount> {
  const api = provider.apiUrl ?? 'https://api.github.com';
  const token = await ask(
    `${provider.baseUrl ?? 'https://github.com'}/login/oauth/access_token`,
    tokenAnswer,
    {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({
        client_id: provider.clientId,
        client_secret: provider.clientSecret,
        code,
        redirect_uri: callback,
      }),
    },
  );
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token.access_token}`,
    'user-agent': 'cairn-local-auth',
  };
  const user = await ask(`${api}/user`, userAnswer, { headers });
  const emails = await ask(`${api}/user/emails`, emailsAnswer, { headers });
  const verified = emails.filter((entry) => entry.verified);
  const email = (verified.find((entry) => entry.primary) ?? verified[0])?.email.toLowerCase() ?? null;
  return {
    id: String(user.id),
    email,
    profile: {
      iss: api,
      sub: String(user.id),
      provider_id: String(user.id),
      user_name: user.login,
      preferred_username: user.login,
      name: user.name ?? user.login,
      full_name: user.name ?? user.login,
      ...(user.avatar_url ? { avatar_url: user.avatar_url } : {}),
      ...(email ? { email, email_verified: true } : {}),
      phone_verified: false,
    },
    accessToken: token.access_token,
    refreshToken: token.refresh_token ?? null,
  };
}

async function ask<Schema extends z.ZodType>(
  url: string,
  schema: Schema,
  init: RequestInit,
): Promise<z.infer<Schema>> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(10_000) });
    if (response.ok) return schema.parse(await response.json());
  } catch (error) {
    console.error(`GitHub could not be asked at ${url}:`, error);
  }
  throw new AuthError(400, 'bad_oauth_callback', 'GitHub did not confirm the sign-in; try again.');
}
