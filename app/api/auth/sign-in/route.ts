import { anonymousClient } from '@/app/_doors/context';
import { defineRoute } from '@/app/_doors/route';
import { signInOperation } from '@/app/_operations/auth';
import { signIn } from '@/lib/accounts/sign-in';

export const POST = defineRoute(signInOperation, ({ body, request }) =>
  signIn({ db: anonymousClient(request), input: body }),
);
