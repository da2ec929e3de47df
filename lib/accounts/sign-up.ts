import type { z } from 'zod';
import type { DatabaseClient } from '../supabase/context.ts';
import { toAppError } from './auth-error.ts';
import { type Session, signUpInput } from './schemas.ts';
import { toSession } from './session.ts';

/** Opens an account. `session` is null when the address must be confirmed first; then a mail is on its way. */
export async function signUp({
  db,
  input,
}: {
  db: DatabaseClient;
  input: z.input<typeof signUpInput>;
}): Promise<{ session: Session | null }> {
  const { email, password, display_name } = signUpInput.parse(input);
  const { data, error } = await db.auth.signUp({ email, password, options: { data: { display_name } } });
  if (error !== null) throw toAppError(error);
  return { session: data.session === null ? null : toSession(data.session) };
}
