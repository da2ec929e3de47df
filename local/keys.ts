import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';

const jwkSchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().min(1),
  y: z.string().min(1),
});

const bytes32 = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');

const keysSchema = z.object({
  /** ES256 pair that signs access tokens; the public half is served as JWKS. */
  signing: z.object({
    kid: z.string().min(1),
    publicJwk: jwkSchema,
    privateJwk: jwkSchema.extend({ d: z.string().min(1) }),
  }),
  /** API key of browsers: role `anon`. */
  publishableKey: z.string().regex(/^sb_publishable_[\w-]{20,}$/),
  /** API key of the server alone: role `service_role`. */
  secretKey: z.string().regex(/^sb_secret_[\w-]{20,}$/),
  inngestSigningKey: z.string().regex(/^signkey-prod-[0-9a-f]{64}$/),
  inngestEventKey: z.string().min(16),
  /** Refresh tokens are derived from this and never stored: 32 bytes, base64. */
  refreshTokenKey: bytes32,
});

/** Every secret of the embedded services. */
export type LocalKeys = z.infer<typeof keysSchema>;

const fileName = 'keys.json';

/**
 * Reads `keys.json` of the data directory, or makes it (mode 600) where there is none.
 * A file that cannot be understood is an error, never replaced: new keys would sign everyone out.
 */
export async function loadOrCreateKeys(dataDir: string): Promise<LocalKeys> {
  const path = join(dataDir, fileName);
  const existing = await readKeys(path);
  if (existing) return existing;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeOnce(path, `${JSON.stringify(await generateKeys(), null, 2)}\n`);
  const written = await readKeys(path);
  if (!written) throw new Error(`${path} vanished right after it was written.`);
  return written;
}

async function readKeys(path: string): Promise<LocalKeys | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`The keys in ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const parsed = keysSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole file').join(', ');
    throw new Error(
      `${path} is damaged (${where}). Restore it from a backup; or delete it to get new keys, which signs everyone out.`,
    );
  }
  if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A hard link from a finished temporary file: whole or absent, and the first of two starts wins. */
async function writeOnce(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Fresh keys, stored nowhere. */
export async function generateKeys(): Promise<LocalKeys> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const [publicJwk, privateJwk] = await Promise.all([exportJWK(pair.publicKey), exportJWK(pair.privateKey)]);
  return keysSchema.parse({
    signing: { kid: await calculateJwkThumbprint(publicJwk as JWK), publicJwk, privateJwk },
    publishableKey: `sb_publishable_${randomBytes(24).toString('base64url')}`,
    secretKey: `sb_secret_${randomBytes(24).toString('base64url')}`,
    inngestSigningKey: `signkey-prod-${randomBytes(32).toString('hex')}`,
    inngestEventKey: randomBytes(24).toString('base64url'),
    refreshTokenKey: randomBytes(32).toString('base64'),
  });
}
