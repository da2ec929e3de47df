import { z } from 'zod';

const email = z
  .string({ error: 'Enter an e-mail address.' })
  .trim()
  .toLowerCase()
  .max(254, 'Use at most 254 characters.')
  .pipe(z.email('Enter a valid e-mail address.'));

/** bcrypt reads 72 bytes; the auth service refuses more. */
const newPassword = z
  .string({ error: 'Choose a password.' })
  .min(8, 'Use at least 8 characters.')
  .refine((password) => new TextEncoder().encode(password).length <= 72, 'Use at most 72 bytes.');

export const displayName = z
  .string({ error: 'Tell us your name.' })
  .trim()
  .min(1, 'Tell us your name.')
  .max(80, 'Use at most 80 characters.')
  .refine((name) => !/\p{Cc}/u.test(name), 'Leave out control characters.');

export const signUpInput = z.object({ email, password: newPassword, display_name: displayName });
export const signInInput = z.object({
  email,
  password: z.string({ error: 'Enter your password.' }).min(1, 'Enter your password.').max(1_000),
});
export const refreshInput = z.object({ refresh_token: z.string().min(1).max(500) });

/** `local` ends this session, `others` all but this, `global` all (G1). */
export const signOutScope = z.enum(['local', 'others', 'global']);
export const signOutInput = z.object({ scope: signOutScope.default('local') });

export const account = z
  .object({ id: z.uuid(), email: z.string(), display_name: z.string() })
  .meta({ id: 'Account' });

/** For programs: send `access_token` as a bearer token, and exchange `refresh_token` before `expires_at` (Unix seconds). */
export const session = z
  .object({
    access_token: z.string(),
    token_type: z.literal('bearer'),
    expires_in: z.int(),
    expires_at: z.int(),
    refresh_token: z.string(),
    user: account,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;
