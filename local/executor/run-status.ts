import type { Queryable } from '../db/database.ts';
import { statusNames } from './finish-run.ts';

/** A run as the server's REST interface shows it. */
export interface RunStatus {
  readonly run_id: string;
  readonly function_id: string;
  readonly event_id: string;
  readonly status: 'Running' | 'Completed' | 'Failed' | 'Cancelled';
  readonly output: unknown;
  readonly run_started_at: string;
  readonly ended_at: string | null;
}

/** One run by its id. */
export async function findRun(db: Queryable, runId: string): Promise<RunStatus | undefined> {
  const [row] = await db.query<RunRow>(`${select} where id = $1`, [runId]);
  return row === undefined ? undefined : toStatus(row);
}

/** The runs that an event started. */
export async function findRunsOfEvent(db: Queryable, eventId: string): Promise<RunStatus[]> {
  return (await db.query<RunRow>(`${select} where event_id = $1 order by id`, [eventId])).map(toStatus);
}

interface RunRow {
  id: string;
  function_id: string;
  event_id: string;
  status: keyof typeof statusNames;
  output: string | null;
  started_at: Date;
  ended_at: Date | null;
}

const select = `select id, function_id, event_id, status, output, coalesce(started_at, created_at) as started_at, ended_at
  from executor.runs`;

function toStatus(row: RunRow): RunStatus {
  return {
    run_id: row.id,
    function_id: row.function_id,
    event_id: row.event_id,
    status: statusNames[row.status],
    output: row.output === null ? null : JSON.parse(row.output),
    run_started_at: row.started_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}
