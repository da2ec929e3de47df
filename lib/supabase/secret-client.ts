import { createClient } from '@supabase/supabase-js';
import { environment } from '../core/environment.ts';
import type { DatabaseClient } from './context.ts';
import type { Database } from './database.types.ts';

let shared: DatabaseClient | undefined;

/** Passes row-level security: for durable functions and operators' commands only (a lint rule names who may import this). */
export function secretClient(): DatabaseClient {
  const { NEXT_PUBLIC_SUPABASE_URL, SUPABASE_SECRET_KEY } = environment();
  shared ??= createClient<Database>(NEXT_PUBLIC_SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  return shared;
}
