import { environment } from '../core/environment.ts';
import type { DatabaseClient } from '../supabase/context.ts';
import { expectDone } from '../supabase/unwrap.ts';

/** Makes the database's list of administrators what CAIRN_ADMINS says: SQL checks them, and knows no environment. */
export async function setAdministrators(db: DatabaseClient): Promise<void> {
  expectDone(await db.rpc('set_administrators', { p_emails: environment().CAIRN_ADMINS }));
}
