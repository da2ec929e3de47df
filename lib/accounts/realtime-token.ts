import { z } from 'zod';
import { environment } from '../core/environment.ts';
import { AppError } from '../core/errors.ts';
import type { Context } from '../supabase/context.ts';

export const realtimeToken = z.object({
  url: z.string(),
  key: z.string(),
  access_token: z.string(),
  expires_at: z.int(),
});

/**
 * What a browser needs to follow generations: the session itself stays in cookies that scripts cannot read, and this is
 * its access token alone, good until `expires_at` (Unix seconds).
 */
export async function getRealtimeToken({ ctx }: { ctx: Context }): Promise<z.infer<typeof realtimeToken>> {
  const { data } = await ctx.db.auth.getSession();
  if (data.session === null) {
    throw new AppError('unauthenticated', 'Live updates need the browser session.', {
      hint: 'Sign in again.',
    });
  }
  const { NEXT_PUBLIC_SUPABASE_URL, NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY } = environment();
  return {
    url: NEXT_PUBLIC_SUPABASE_URL,
    key: NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY,
    access_token: data.session.access_token,
    expires_at: data.session.expires_at ?? 0,
  };
}
