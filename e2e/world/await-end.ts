import { getGeneration } from '../../lib/generations/get-generation.ts';
import { finalStatuses, type Generation } from '../../lib/generations/schemas.ts';
import type { Context } from '../../lib/supabase/context.ts';

/** Waits until a generation has ended; `patienceMs` bounds a test that would hang, it is not a measurement. */
export async function awaitEnd(
  ctx: Context,
  generation_id: string,
  patienceMs = 60_000,
): Promise<Generation> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const generation = await getGeneration({ ctx, input: { generation_id } });
    if (finalStatuses.includes(generation.status)) return generation;
    if (Date.now() > deadline) {
      const phases = generation.phases.map(({ key, status }) => `${key} ${status}`).join(', ');
      throw new Error(`Still ${generation.status} after ${patienceMs} ms: ${phases}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
