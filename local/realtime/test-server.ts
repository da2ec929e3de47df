import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js';
import { signAccessToken, verifyAccessToken } from '../auth/tokens.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { type LocalKeys, loadOrCreateKeys } from '../keys.ts';
import type { Identity } from '../service.ts';
import type { RealtimeLimits } from './limits.ts';
import { createRealtimeService } from './service.ts';

const issuer = 'http://127.0.0.1/auth/v1';

/** Realtime alone over HTTP, on a database in memory, for the genuine client; for tests. */
export interface RealtimeTestServer {
  readonly db: Database;
  readonly url: string;
  readonly keys: LocalKeys;
  token(user: string, lifetimeSeconds?: number): Promise<string>;
  /** A client of its own, signed in as `user` unless it is null; ended by `close`. */
  client(
    user: string | null,
    options?: { vsn?: string; lifetimeSeconds?: number; token?: string },
  ): Promise<SupabaseClient>;
  close(): Promise<void>;
}

export async function startRealtimeTestServer(options: {
  dataDir: string;
  setup: string;
  limits?: Partial<RealtimeLimits>;
}): Promise<RealtimeTestServer> {
  const db = await openTestDatabase({ migrations: null });
  await db.exec(options.setup);
  const keys = await loadOrCreateKeys(options.dataDir);
  const service = await createRealtimeService({
    db,
    verify: async (token) => identityOf(await verifyAccessToken(token, keys, { issuer })),
    identifyKey: (key) => identifyKey(key, keys),
    limits: options.limits,
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const bearer = String(request.headers.authorization ?? '').replace(/^Bearer /, '');
    const identity =
      bearer.startsWith('sb_') || bearer === ''
        ? identifyKey(String(request.headers.apikey), keys)
        : identityOf(await verifyAccessToken(bearer, keys, { issuer }));
    if (identity === null) throw new Error('no key');
    const answer = await service.handle(
      new Request(`http://127.0.0.1${request.url}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': String(request.headers['content-type'] ?? '') },
        body: Buffer.concat(chunks),
      }),
      { identity, ip: '127.0.0.1' },
    );
    response.writeHead(answer.status).end(await answer.text());
  });
  server.on('upgrade', service.handleUpgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: SupabaseClient[] = [];

  async function token(user: string, lifetimeSeconds = 3600): Promise<string> {
    const claims = {
      sub: user,
      role: 'authenticated',
      email: 'someone@example.com',
      phone: '',
      app_metadata: {},
      user_metadata: {},
      aal: 'aal1',
      amr: [],
      session_id: user,
      is_anonymous: false,
    };
    return signAccessToken(claims, keys, { issuer, lifetime: lifetimeSeconds, now: Date.now() });
  }

  return {
    db,
    url,
    keys,
    token,
    async client(user, { vsn = '2.0.0', lifetimeSeconds, token: given } = {}) {
      const accessToken = given ?? (user === null ? null : await token(user, lifetimeSeconds));
      const client = createClient(url, keys.publishableKey, {
        auth: { persistSession: false, autoRefreshToken: false },
        realtime: { vsn },
        accessToken: async () => accessToken,
      });
      clients.push(client);
      await client.realtime.setAuth();
      return client;
    },
    async close() {
      for (const client of clients) await client.removeAllChannels();
      await service.close();
      await new Promise((resolve) => server.close(resolve));
      await db.close();
    },
  };
}

/** Resolves with the first final answer to a join: its status, and the reason of a refusal. */
export function subscribe(channel: RealtimeChannel): Promise<{ status: string; reason: string }> {
  return new Promise((resolve) => {
    channel.subscribe((status, error) => resolve({ status, reason: error?.message ?? '' }));
  });
}

/** Collects what a callback gets, and waits for it. */
export function createInbox<Item>() {
  const items: Item[] = [];
  const waiters = new Set<() => void>();
  return {
    items,
    add(item: Item): void {
      items.push(item);
      for (const check of [...waiters]) check();
    },
    /** Resolves once `holds` does for what has come so far. */
    until(holds: (items: readonly Item[]) => boolean): Promise<void> {
      return new Promise((resolve) => {
        const check = () => {
          if (!holds(items)) return;
          waiters.delete(check);
          resolve();
        };
        waiters.add(check);
        check();
      });
    },
  };
}

function identityOf(claims: Identity['claims']): Identity {
  return { role: 'authenticated', claims };
}

function identifyKey(key: string, keys: LocalKeys): Identity | null {
  if (key === keys.publishableKey) return { role: 'anon', claims: { role: 'anon' } };
  if (key === keys.secretKey) return { role: 'service_role', claims: { role: 'service_role' } };
  return null;
}
