import { environment } from '../core/environment.ts';
import type { Context } from '../supabase/context.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { expectStarts } from './expect-starts.ts';
import {
  type Queue,
  type QueueStatistics,
  queueSnapshot,
  type ReadQueueInput,
  readQueueInput,
  statisticsSnapshot,
} from './schemas.ts';

/**
 * What waits and runs in the caller's projects, everywhere for administrators (C3). Others get only how long the queue
 * is and how long things take. `scope: 'all'` by anyone else is `forbidden`.
 */
export async function readQueue({ ctx, input }: { ctx: Context; input: ReadQueueInput }): Promise<Queue> {
  const { scope, project_id } = readQueueInput.parse(input);
  const answer = await ctx.db.rpc('read_queue', {
    ...(scope !== undefined && { p_everyone: scope === 'all' }),
    ...(project_id !== undefined && { p_project: project_id }),
  });
  const { now, running_seconds, ...snapshot } = queueSnapshot.parse(unwrap(answer));
  const { GENERATION_USE_QUEUE, GENERATION_MAX_CONCURRENT } = environment();
  const limit = GENERATION_USE_QUEUE ? GENERATION_MAX_CONCURRENT : null;
  const starts = expectStarts({
    limit,
    running: running_seconds,
    typical: snapshot.typical_seconds,
    depth: snapshot.depth,
  });
  const expectedStart = (position: number | null) => {
    const start = position === null ? null : (starts[position - 1] ?? null);
    return start === null ? null : new Date(Date.parse(now) + start * 1_000).toISOString();
  };
  const hasStatistics = snapshot.administrator && project_id === undefined;
  return {
    ...snapshot,
    limit,
    entries: snapshot.entries.map((entry) => ({ ...entry, expected_start: expectedStart(entry.position) })),
    statistics: hasStatistics ? await readStatistics(ctx) : null,
  };
}

async function readStatistics(ctx: Context): Promise<NonNullable<Queue['statistics']>> {
  const [day, week] = await Promise.all([ofHours(ctx, 24), ofHours(ctx, 24 * 7)]);
  return { day, week };
}

async function ofHours(ctx: Context, hours: number): Promise<QueueStatistics> {
  const answer = unwrap(await ctx.db.rpc('queue_statistics', { p_hours: hours }));
  const counted = statisticsSnapshot.parse(answer);
  const ended = counted.succeeded + counted.needs_attention + counted.failed;
  return { ...counted, success_rate: ended === 0 ? null : counted.succeeded / ended };
}
