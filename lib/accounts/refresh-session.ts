import type { z } from 'zod';
import type { DatabaseClient } from '../supabase/context.ts';
import { toAppError } from './auth-error.ts';
import { refreshInput, type Session } from './schemas.ts';
import { toSession } from './session.ts';

/** Exchanges a refresh token, which is spent by it, for a new session. Throws `session_expired` for one that is spent or revoked. */
export async function refreshSession({
  db,
  input,
}: {
  db: DatabaseClient;
  input: z.input<typeof refreshInput>;
}): Promise<Session> {
  const { data, error } = await db.auth.refreshSession(refreshInput.parse(input));
  if (error !== null) throw toAppError(error);
  if (data.session === null) throw new Error('The auth service answered a refresh without a session.');
  return toSession(data.session);
}
