import type { Database } from '../supabase/database.types.ts';
import type { Generation, GenerationSummary, generationSummary, Phase } from './schemas.ts';

type Tables = Database['public']['Tables'];
type PhaseRow = Tables['phases']['Row'];
type GenerationRow = Tables['generations']['Row'] & { phases: PhaseRow[] };

export const generationColumns = '*, phases!phases_generation_id_fkey(*)' as const;
export const summaryColumns =
  'id, project_id, number, stack, model, status, priority, created_at, started_at, finished_at' as const;

/** Rows are written by SQL functions alone, so the JSON columns have the shapes that those were given. */
export function toGeneration(row: GenerationRow): Generation {
  return {
    ...toSummary(row),
    prompt: row.prompt,
    spec: row.spec as Generation['spec'],
    failure: row.failure as Generation['failure'],
    result: row.result as Generation['result'],
    head_checkpoint_id: row.head_checkpoint_id,
    last_seq: row.last_seq,
    created_by: row.created_by,
    phases: row.phases.sort((a, b) => a.position - b.position).map(toPhase),
  };
}

export function toSummary(row: Pick<GenerationRow, keyof typeof generationSummary.shape>): GenerationSummary {
  const { id, project_id, number, stack, model, status, priority, created_at, started_at, finished_at } = row;
  return { id, project_id, number, stack, model, status, priority, created_at, started_at, finished_at };
}

function toPhase(row: PhaseRow): Phase {
  return {
    id: row.id,
    key: row.key,
    title: row.title,
    position: row.position,
    status: row.status,
    attempt: row.attempt,
    targets: row.targets as Phase['targets'],
    files: row.files,
    bytes: row.bytes,
    shortfalls: row.shortfalls as Phase['shortfalls'],
    warnings: row.warnings,
    failure: row.failure as Phase['failure'],
    checkpoint_id: row.checkpoint_id,
    started_at: row.started_at,
    finished_at: row.finished_at,
  };
}
