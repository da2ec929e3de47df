import { bearerToken } from '@/app/_doors/context';
import { defineRoute } from '@/app/_doors/route';
import { logoutOperation } from '@/app/_operations/auth';
import { signOut } from '@/lib/accounts/sign-out';

export const POST = defineRoute(logoutOperation, ({ ctx, body, request }) =>
  signOut({ db: ctx.db, accessToken: bearerToken(request) ?? undefined, input: body }),
);
