import type { Announce, Context } from '../../lib/supabase/context.ts';
import { createBearerClient } from '../../lib/supabase/session-client.ts';

export interface Person {
  readonly ctx: Context;
  readonly email: string;
  readonly password: string;
  readonly accessToken: string;
}

/** A new account, signed in, as verbs see it. Events go to the engine of the environment. */
export async function makePerson(name = 'Ada', address?: string): Promise<Person> {
  const email =
    address ?? `${name.toLowerCase().replace(/[^a-z]+/g, '-')}-${crypto.randomUUID()}@example.com`;
  const password = 'correct horse battery';
  const { data, error } = await createBearerClient(null).auth.signUp({
    email,
    password,
    options: { data: { display_name: name } },
  });
  if (error !== null) throw error;
  if (data.session === null || data.user === null) throw new Error('This server wants addresses confirmed.');
  const accessToken = data.session.access_token;
  return {
    email,
    password,
    accessToken,
    ctx: {
      actor: { userId: data.user.id, email, displayName: name },
      db: createBearerClient(accessToken),
      requestId: crypto.randomUUID(),
      announce,
    },
  };
}

const announce: Announce = async (event) => {
  const { inngest } = await import('../../inngest/client.ts');
  await inngest.send(event);
};
