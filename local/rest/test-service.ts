import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import type { Identity } from '../service.ts';
import { createRestService, type RestService } from './handler.ts';

type BareRequest = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

/** A database with tables of its own and a service on it, reached through the genuine client. For tests. */
export interface TestService {
  readonly db: Database;
  readonly service: RestService;
  /** A client that calls as `role`, and as the user `sub` when one is given. */
  as(role: Identity['role'], sub?: string): SupabaseClient;
  /** A bare request, for what the client never sends. */
  fetch(path: string, init?: BareRequest, role?: Identity['role']): Promise<Response>;
  close(): Promise<void>;
}

const ORIGIN = 'http://127.0.0.1:54321';

export async function openTestService(sql: string, options: { maxRows?: number } = {}): Promise<TestService> {
  const db = await openTestDatabase({ migrations: null });
  await db.exec(sql);
  const service = await createRestService({ db, ...options });
  const fetchAs = (identity: Identity) => (input: RequestInfo | URL, init?: RequestInit) =>
    service.handle(new Request(input, init), { identity, ip: '127.0.0.1' });
  return {
    db,
    service,
    as: (role, sub) => {
      const identity = { role, claims: sub === undefined ? { role } : { role, sub } };
      return createClient(ORIGIN, 'test-key', {
        auth: { persistSession: false, autoRefreshToken: false },
        global: { fetch: fetchAs(identity) },
      });
    },
    fetch: (path, init, role = 'service_role') => {
      const headers = {
        ...(init?.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...init?.headers,
      };
      return fetchAs({ role, claims: { role } })(`${ORIGIN}/rest/v1${path}`, { ...init, headers });
    },
    close: async () => {
      await service.close();
      await db.close();
    },
  };
}
