import { defineRoute } from '@/app/_doors/route';
import { refreshOperation } from '@/app/_operations/auth';
import { refreshSession } from '@/lib/accounts/refresh-session';
import { createBearerClient } from '@/lib/supabase/session-client';

export const POST = defineRoute(refreshOperation, ({ body }) =>
  refreshSession({ db: createBearerClient(null), input: body }),
);
