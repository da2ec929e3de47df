import { randomBytes } from 'node:crypto';
import bcrypt from 'bcryptjs';
import type { AuthContext } from './context.ts';
import { AuthError, validationFailed } from './errors.ts';
import type { AuthSettings } from './settings.ts';

/** bcrypt reads no further, so a longer password would be silently cut. */
const maxBytes = 72;

/** 422 `weak_password` below the minimum length in characters, 400 above bcrypt's 72 bytes. */
export function checkPasswordStrength(password: string, settings: AuthSettings): void {
  if (Buffer.byteLength(password, 'utf8') > maxBytes) {
    throw validationFailed(`Password cannot be longer than ${maxBytes} characters`);
  }
  if ([...password].length < settings.passwordMinLength) {
    throw new AuthError(
      422,
      'weak_password',
      `Password should be at least ${settings.passwordMinLength} characters.`,
      { extra: { weak_password: { reasons: ['length'] } } },
    );
  }
}

/** Hashed in Node: pgcrypto's bcrypt would hold the only database connection for as long. */
export function hashPassword(password: string, settings: AuthSettings): Promise<string> {
  return bcrypt.hash(password, settings.bcryptRounds);
}

/** `passwordMatches`, with a limit on wrong guesses per address: 429 for known and unknown ones alike. */
export async function guessPassword(
  { limiter, settings }: AuthContext,
  { email, password, hash }: { email: string; password: string; hash: string | null },
): Promise<boolean> {
  // Taken before the comparison, so that guesses side by side count as well.
  limiter.take('password', email, settings.limits.password);
  const matches = await passwordMatches(password, hash, settings);
  if (matches) limiter.giveBack('password', email, settings.limits.password);
  return matches;
}

const dummies = new Map<number, Promise<string>>();

/**
 * Whether `password` belongs to `hash`. Without a hash (unknown user, OAuth only) it compares against a dummy
 * of the same cost, so the answer takes as long.
 */
export async function passwordMatches(
  password: string,
  hash: string | null,
  settings: AuthSettings,
): Promise<boolean> {
  const known = hash?.startsWith('$2') && Buffer.byteLength(password, 'utf8') <= maxBytes ? hash : null;
  const matches = await bcrypt.compare(password, known ?? (await dummyHash(settings.bcryptRounds)));
  return known !== null && matches;
}

function dummyHash(rounds: number): Promise<string> {
  let dummy = dummies.get(rounds);
  if (!dummy) {
    dummy = bcrypt.hash(randomBytes(18).toString('base64'), rounds);
    dummies.set(rounds, dummy);
  }
  return dummy;
}
