import { anonymousClient } from '@/app/_doors/context';
import { defineRoute } from '@/app/_doors/route';
import { refreshOperation } from '@/app/_operations/auth';
import { refreshSession } from '@/lib/accounts/refresh-session';

export const POST = defineRoute(refreshOperation, ({ body, request }) =>
  refreshSession({ db: anonymousClient(request), input: body }),
);
