import type { z } from 'zod';
import type { DatabaseClient } from '../supabase/context.ts';
import { toAppError } from './auth-error.ts';
import { type Session, signInInput } from './schemas.ts';
import { toSession } from './session.ts';

/** The same answer for a wrong password and an unknown address. */
export async function signIn({
  db,
  input,
}: {
  db: DatabaseClient;
  input: z.input<typeof signInInput>;
}): Promise<Session> {
  const { data, error } = await db.auth.signInWithPassword(signInInput.parse(input));
  if (error !== null) throw toAppError(error);
  return toSession(data.session);
}
