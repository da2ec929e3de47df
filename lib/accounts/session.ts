import type { Session as AuthSession } from '@supabase/supabase-js';
import type { Session } from './schemas.ts';

export function toSession(given: AuthSession): Session {
  const { access_token, expires_in, refresh_token, user } = given;
  const named: unknown = user.user_metadata.display_name;
  return {
    access_token,
    token_type: 'bearer',
    expires_in,
    expires_at: given.expires_at ?? Math.floor(Date.now() / 1_000) + expires_in,
    refresh_token,
    user: {
      id: user.id,
      email: user.email ?? '',
      display_name: typeof named === 'string' ? named : (user.email?.split('@')[0] ?? ''),
    },
  };
}
