import { resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));
const path = z
  .string()
  .min(1)
  .transform((text) => resolve(text));

const addresses = z
  .string()
  .transform((text) => [...new Set(text.split(',').map((part) => part.trim().toLowerCase()))].filter(Boolean))
  .pipe(z.array(z.email('name e-mail addresses, with commas between them')));

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  CAIRN_SITE_URL: url.default('http://127.0.0.1:3000'),
  NEXT_PUBLIC_SUPABASE_URL: url,
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  SUPABASE_SECRET_KEY: z.string().min(1),
  CAIRN_ADMINS: addresses.prefault(''),
  CAIRN_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  GENERATION_MAX_CONCURRENT: z.coerce.number().int().min(1).max(1_000).default(4),
  GENERATION_USE_QUEUE: flag.default(true),
  GENERATION_LEASE_SECONDS: z.coerce.number().int().min(5).max(3_600).default(60),
  OUTPUT_PATH: path.prefault('.cairn/output'),
  INTEGRATION_PATH: path.prefault('integration'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Every setting the application reads, with its default filled in. Paths are absolute, URLs have no trailing slash. */
export type Environment = Readonly<z.infer<typeof schema>>;

let known: Environment | undefined;

/** Reads the process environment once. Throws an error that names every wrong or missing variable. */
export function environment(): Environment {
  known ??= parseEnvironment(process.env);
  return known;
}

/** An empty value counts as not set, as in most `.env` files. */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return given[name] === undefined ? `  ${name} is missing` : `  ${name}: ${issue.message}`;
  });
  throw new Error(
    `The environment is not usable:\n${lines.join('\n')}\nSee .env.example for what each variable does.`,
  );
}

export const environmentVariables: readonly string[] = Object.keys(schema.shape);
