import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from './database.types.ts';

export type DatabaseClient = SupabaseClient<Database>;

export interface Actor {
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
}

/** Tells the durable engine that something happened. Losing an announcement loses time, never work: a sweeper looks at the rows. */
export type Announce = (event: { name: string; data: Record<string, unknown> }) => Promise<void>;

/** Who calls a verb, and with what. `db` carries the caller's own token, so row-level security applies to every statement. */
export interface Context {
  readonly actor: Actor;
  readonly db: DatabaseClient;
  readonly requestId: string;
  readonly announce: Announce;
}
