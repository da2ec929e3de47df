import { defineRoute } from '@/app/_doors/route';
import { choicesOperation } from '@/app/_operations/system';
import { models } from '@/lib/models/registry';
import { stacks } from '@/lib/stacks/registry';

export const GET = defineRoute(choicesOperation, async () => ({
  stacks: stacks.map(({ id, title, summary }) => ({ id, title, summary })),
  models: models.map(({ id, title, summary }) => ({ id, title, summary })),
}));
