import { defineRoute } from '@/app/_doors/route';
import { signUpOperation } from '@/app/_operations/auth';
import { signUp } from '@/lib/accounts/sign-up';
import { createBearerClient } from '@/lib/supabase/session-client';

export const POST = defineRoute(signUpOperation, ({ body }) =>
  signUp({ db: createBearerClient(null), input: body }),
);
