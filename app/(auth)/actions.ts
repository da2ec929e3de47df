'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { defineAction, definePublicAction } from '@/app/_doors/action';
import { signInInput, signOutInput, signUpInput } from '@/lib/accounts/schemas';
import { signIn } from '@/lib/accounts/sign-in';
import { signOut } from '@/lib/accounts/sign-out';
import { signUp } from '@/lib/accounts/sign-up';
import { returnPath } from './return-path';

const next = z.string().max(4_000).optional();

const enter = definePublicAction(signInInput.extend({ next }), async ({ db, input }) => {
  await signIn({ db, input });
  redirect(returnPath(input.next));
});

const join = definePublicAction(signUpInput.extend({ next }), async ({ db, input }) => {
  const { session } = await signUp({ db, input });
  if (session !== null) redirect(returnPath(input.next));
  return { confirm: input.email };
});

const leave = defineAction(signOutInput, async ({ ctx, input }) => {
  await signOut({ db: ctx.db, input });
  return { scope: input.scope };
});

export async function signInAction(input: z.input<typeof signInInput> & { next?: string }) {
  return enter(input);
}

export async function signUpAction(input: z.input<typeof signUpInput> & { next?: string }) {
  return join(input);
}

export async function signOutAction(input: z.input<typeof signOutInput>) {
  return leave(input);
}

/** For the menu: wherever it stands, the landing page follows. */
export async function signOutHere(): Promise<void> {
  await leave({ scope: 'local' });
  redirect('/');
}
