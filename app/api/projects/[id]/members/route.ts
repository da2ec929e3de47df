import { defineRoute } from '@/app/_doors/route';
import { listMembersOperation } from '@/app/_operations/projects';
import { listMembers } from '@/lib/projects/list-members';

export const GET = defineRoute(listMembersOperation, ({ ctx, params }) =>
  listMembers({ ctx, input: { project_id: params.id } }),
);
