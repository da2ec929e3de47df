import { randomUUID } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { contextFromCookies, cookieClient } from '@/app/_doors/context';
import { describeError, type ErrorBody } from '@/app/_doors/errors';
import { AppError } from '@/lib/core/errors';
import type { Context, DatabaseClient } from '@/lib/supabase/context';

export type ActionResult<Data> = { ok: true; data: Data } | ({ ok: false } & ErrorBody);

/** The door of every server action of signed-in people: session, validation, error mapping. Redirects pass through. */
export function defineAction<Schema extends z.ZodType, Data>(
  schema: Schema,
  act: (call: { ctx: Context; input: z.output<Schema> }) => Promise<Data>,
) {
  return (input: z.input<Schema>): Promise<ActionResult<Data>> =>
    settle(async (requestId) => {
      const ctx = await contextFromCookies(requestId);
      if (ctx === null)
        throw new AppError('unauthenticated', 'Your session has ended.', { hint: 'Sign in again.' });
      return act({ ctx, input: schema.parse(input) });
    });
}

/** For signing up and in: `db` acts for nobody yet and writes the session's cookies. */
export function definePublicAction<Schema extends z.ZodType, Data>(
  schema: Schema,
  act: (call: { db: DatabaseClient; input: z.output<Schema> }) => Promise<Data>,
) {
  return (input: z.input<Schema>): Promise<ActionResult<Data>> =>
    settle(async () => act({ db: await cookieClient(), input: schema.parse(input) }));
}

async function settle<Data>(work: (requestId: string) => Promise<Data>): Promise<ActionResult<Data>> {
  const requestId = randomUUID();
  try {
    return { ok: true, data: await work(requestId) };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, ...describeError(error, requestId).body };
  }
}
