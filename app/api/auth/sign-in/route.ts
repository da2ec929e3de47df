import { defineRoute } from '@/app/_doors/route';
import { signInOperation } from '@/app/_operations/auth';
import { signIn } from '@/lib/accounts/sign-in';
import { createBearerClient } from '@/lib/supabase/session-client';

export const POST = defineRoute(signInOperation, ({ body }) =>
  signIn({ db: createBearerClient(null), input: body }),
);
