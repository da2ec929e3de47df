import type { z } from 'zod';
import type { DatabaseClient } from '../supabase/context.ts';
import { toAppError } from './auth-error.ts';
import { signOutInput } from './schemas.ts';

/**
 * Revokes refresh tokens on the server (G2). With `accessToken` the session is the bearer's, else the one in the cookies.
 * A session that has ended already is signed out.
 */
export async function signOut({
  db,
  accessToken,
  input,
}: {
  db: DatabaseClient;
  accessToken?: string;
  input: z.input<typeof signOutInput>;
}): Promise<void> {
  const { scope } = signOutInput.parse(input);
  const { error } =
    accessToken === undefined
      ? await db.auth.signOut({ scope })
      : await db.auth.admin.signOut(accessToken, scope);
  if (error !== null && error.code !== 'session_not_found') throw toAppError(error);
}
