import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { contextFromCookies } from '@/app/_doors/context';
import { AppError } from '@/lib/core/errors';
import type { Context } from '@/lib/supabase/context';

/** Once per request, however many components ask. */
export const optionalContext = cache((): Promise<Context | null> => contextFromCookies());

/** For pages of signed-in people; others are sent to sign in and come back afterwards. */
export async function requireContext(): Promise<Context> {
  const context = await optionalContext();
  if (context !== null) return context;
  const path = (await headers()).get('x-cairn-path') ?? '/projects';
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

/** Calls a verb for a page: what is not there, or not the reader's, becomes the not-found page. */
export async function forPage<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}
