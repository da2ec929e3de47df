import { defineRoute } from '@/app/_doors/route';
import { archiveOperation } from '@/app/_operations/generations';
import { writeArchive } from '@/lib/generations/write-archive';

export const GET = defineRoute(archiveOperation, async ({ ctx, params, query }) => {
  const { name, stream } = await writeArchive({ ctx, input: { generation_id: params.id, ...query } });
  return new Response(stream, {
    headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}"` },
  });
});
