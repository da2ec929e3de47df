import { anonymousClient } from '@/app/_doors/context';
import { defineRoute } from '@/app/_doors/route';
import { signUpOperation } from '@/app/_operations/auth';
import { signUp } from '@/lib/accounts/sign-up';

export const POST = defineRoute(signUpOperation, ({ body, request }) =>
  signUp({ db: anonymousClient(request), input: body }),
);
