import { summaryColumns, toSummary } from '../generations/generation-row.ts';
import type { GenerationResult } from '../generations/schemas.ts';
import { readQueue } from '../queue/read-queue.ts';
import type { Context } from '../supabase/context.ts';
import { notFound, unwrap } from '../supabase/unwrap.ts';
import {
  type Batch,
  type BatchEntry,
  type BatchSummary,
  type ListBatchesInput,
  listBatchesInput,
} from './schemas.ts';

/** The batches that the caller started, and those with generations in the caller's projects; newest first. */
export async function listBatches({
  ctx,
  input,
}: {
  ctx: Context;
  input: ListBatchesInput;
}): Promise<{ batches: BatchSummary[] }> {
  const { limit, offset } = listBatchesInput.parse(input);
  const rows = unwrap(
    await ctx.db
      .from('batches')
      .select('id, title, created_by, created_at, generations(status)')
      .order('created_at', { ascending: false })
      .order('id')
      .range(offset, offset + limit - 1),
  );
  return {
    batches: rows.map(({ id, title, created_by, created_at, generations }) => ({
      id,
      title,
      mine: created_by === ctx.actor.userId,
      created_at,
      statuses: generations.map(({ status }) => status),
    })),
  };
}

const columns = `${summaryColumns}, result, failure, projects!inner(name),
  phases!phases_generation_id_fkey(status, files, bytes)` as const;

/** A batch with those of its generations that the caller may see, in the order in which they were started. */
export async function getBatch({
  ctx,
  input,
}: {
  ctx: Context;
  input: { batch_id: string };
}): Promise<Batch> {
  const found = unwrap(
    await ctx.db.from('batches').select('id, title, created_by, created_at').eq('id', input.batch_id),
  )[0];
  if (found === undefined) throw notFound();
  const rows = unwrap(
    await ctx.db
      .from('generations')
      .select(columns)
      .eq('batch_id', found.id)
      .order('created_at')
      .order('number')
      .order('id'),
  );
  const isWaiting = rows.some(({ status }) => status === 'queued');
  const waiting = isWaiting ? (await readQueue({ ctx, input: { scope: 'own' } })).entries : [];
  const places = new Map(waiting.map((entry) => [entry.generation_id, entry]));
  return {
    id: found.id,
    title: found.title,
    mine: found.created_by === ctx.actor.userId,
    created_at: found.created_at,
    entries: rows.map((row): BatchEntry => {
      const result = row.result as GenerationResult | null;
      const committed = row.phases.filter(({ status }) => status === 'committed');
      return {
        ...toSummary(row),
        project_name: row.projects.name,
        phases_total: row.phases.length,
        phases_committed: committed.length,
        files: result?.files ?? committed.reduce((sum, { files }) => sum + files, 0),
        bytes: result?.bytes ?? committed.reduce((sum, { bytes }) => sum + bytes, 0),
        quality_score: result?.quality?.score ?? null,
        findings: result?.findings.length ?? null,
        tokens: result === null ? null : result.tokens.input + result.tokens.output,
        cost_usd: result?.cost_usd ?? null,
        failure: row.failure as BatchEntry['failure'],
        position: places.get(row.id)?.position ?? null,
        expected_start: places.get(row.id)?.expected_start ?? null,
      };
    }),
  };
}
