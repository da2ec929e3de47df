import { resolve } from 'node:path';
import { z } from 'zod';
import type { AuthSettings, GitHubProvider } from './auth/settings.ts';
import type { StartOptions } from './start-services.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const port = z.coerce.number().int().min(1).max(65_535);
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

const schema = z
  .object({
    CAIRN_PORT: port.default(3000),
    CAIRN_SUPABASE_PORT: port.default(54_321),
    CAIRN_EMBED: list.prefault('supabase,executor'),
    CAIRN_DATA_DIR: z.string().default('.cairn'),
    CAIRN_SITE_URL: url.optional(),
    CAIRN_AUTH_AUTOCONFIRM: flag.default(true),
    CAIRN_AUTH_DISABLE_SIGNUP: flag.default(false),
    CAIRN_AUTH_JWT_EXPIRY: z.coerce.number().int().min(60).max(604_800).default(3_600),
    CAIRN_AUTH_PASSWORD_MIN_LENGTH: z.coerce.number().int().min(6).max(72).default(8),
    CAIRN_AUTH_REDIRECT_URLS: list.prefault(''),
    CAIRN_AUTH_GITHUB_CLIENT_ID: z.string().optional(),
    CAIRN_AUTH_GITHUB_SECRET: z.string().optional(),
    CAIRN_AUTH_GITHUB_URL: url.default('https://github.com'),
    CAIRN_AUTH_GITHUB_API_URL: url.optional(),
  })
  .refine(
    (given) =>
      (given.CAIRN_AUTH_GITHUB_CLIENT_ID === undefined) === (given.CAIRN_AUTH_GITHUB_SECRET === undefined),
    { path: ['CAIRN_AUTH_GITHUB_SECRET'], message: 'goes together with CAIRN_AUTH_GITHUB_CLIENT_ID' },
  );

type Parsed = z.infer<typeof schema>;

/** What to start, from the environment; an empty value counts as not set. Throws an error that names every wrong variable. */
export function readVariables(variables: Variables): StartOptions {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const { data: parsed, error } = schema.safeParse(given);
  if (parsed === undefined) {
    const lines = error.issues.map((issue) => `  ${String(issue.path[0])}: ${issue.message}`);
    throw new Error(
      `The embedded services cannot start with these variables:\n${lines.join('\n')}\nSee .env.example for what each does.`,
    );
  }
  const appUrl = `http://127.0.0.1:${parsed.CAIRN_PORT}`;
  return {
    port: parsed.CAIRN_SUPABASE_PORT,
    services: {
      supabase: parsed.CAIRN_EMBED.includes('supabase'),
      executor: parsed.CAIRN_EMBED.includes('executor'),
    },
    inngestAppUrl: `${appUrl}/api/inngest`,
    config: {
      dataDir: resolve(parsed.CAIRN_DATA_DIR),
      supabaseUrl: `http://127.0.0.1:${parsed.CAIRN_SUPABASE_PORT}`,
      siteUrl: parsed.CAIRN_SITE_URL ?? appUrl,
      redirectUrls: parsed.CAIRN_AUTH_REDIRECT_URLS,
    },
    auth: authSettings(parsed),
  };
}

/** The variables that only the embedded auth service reads; all are in `.env.example`. */
export const authVariables: readonly string[] = Object.keys(schema.shape).filter((name) =>
  name.startsWith('CAIRN_AUTH_'),
);

function authSettings(parsed: Parsed): Partial<AuthSettings> {
  return {
    autoConfirm: parsed.CAIRN_AUTH_AUTOCONFIRM,
    signUpDisabled: parsed.CAIRN_AUTH_DISABLE_SIGNUP,
    accessTokenLifetime: parsed.CAIRN_AUTH_JWT_EXPIRY,
    passwordMinLength: parsed.CAIRN_AUTH_PASSWORD_MIN_LENGTH,
    github: gitHubProvider(parsed),
  };
}

/** GitHub Enterprise Server has its REST interface below its own address. */
function gitHubProvider(parsed: Parsed): GitHubProvider | null {
  const {
    CAIRN_AUTH_GITHUB_CLIENT_ID: clientId,
    CAIRN_AUTH_GITHUB_SECRET: clientSecret,
    CAIRN_AUTH_GITHUB_URL: baseUrl,
    CAIRN_AUTH_GITHUB_API_URL: apiUrl,
  } = parsed;
  if (clientId === undefined || clientSecret === undefined) return null;
  const usual = baseUrl === 'https://github.com' ? 'https://api.github.com' : `${baseUrl}/api/v3`;
  return { clientId, clientSecret, baseUrl, apiUrl: apiUrl ?? usual };
}
