import { randomUUID } from 'node:crypto';
import type { Queryable } from '../db/database.ts';
import { type AuthContext, isoNow } from './context.ts';

/** Who did what, in the same transaction as the deed; never tokens or passwords. */
export async function recordAudit(
  tx: Queryable,
  context: AuthContext,
  entry: {
    action: string;
    actorId: string;
    actorName: string | null;
    ip: string | null;
    traits?: Record<string, unknown>;
  },
): Promise<void> {
  await tx.query(
    `insert into auth.audit_log_entries (instance_id, id, payload, created_at, ip_address)
     values ('00000000-0000-0000-0000-000000000000', $1::uuid, $2::text::json, $3::timestamptz, $4::text)`,
    [
      randomUUID(),
      JSON.stringify({
        action: entry.action,
        actor_id: entry.actorId,
        actor_username: entry.actorName ?? '',
        log_type: entry.action.startsWith('token_') ? 'token' : 'account',
        ...(entry.traits ? { traits: entry.traits } : {}),
      }),
      isoNow(context),
      entry.ip ?? '',
    ],
  );
}
