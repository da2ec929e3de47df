import type { Queryable } from '../db/database.ts';
import { type AuthContext, isoNow } from './context.ts';
import type { Metadata } from './users.ts';

/** Sets keys of `user_metadata` (the user's own) or `app_metadata` (the administrator's); null removes a key. */
export async function mergeMetadata(
  tx: Queryable,
  context: AuthContext,
  { userId, user = {}, app = {} }: { userId: string; user?: Metadata; app?: Metadata },
): Promise<void> {
  await tx.query(
    `update auth.users
        set raw_user_meta_data = ${merged('raw_user_meta_data', '$2')},
            raw_app_meta_data = ${merged('raw_app_meta_data', '$3')},
            updated_at = $4::timestamptz
      where id = $1::uuid`,
    [userId, JSON.stringify(user), JSON.stringify(app), isoNow(context)],
  );
}

/** Only keys of the upper level: a null deeper inside is a value. */
function merged(column: 'raw_user_meta_data' | 'raw_app_meta_data', parameter: string): string {
  return `(select coalesce(jsonb_object_agg(entry.key, entry.value), '{}'::jsonb)
    from jsonb_each(coalesce(${column}, '{}'::jsonb) || ${parameter}::text::jsonb) as entry
    where entry.value <> 'null'::jsonb)`;
}
