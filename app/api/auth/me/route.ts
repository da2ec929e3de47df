import { defineRoute } from '@/app/_doors/route';
import { meOperation } from '@/app/_operations/auth';

export const GET = defineRoute(meOperation, async ({ ctx: { actor } }) => ({
  id: actor.userId,
  email: actor.email,
  display_name: actor.displayName,
}));
