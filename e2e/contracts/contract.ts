import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import type { DatabaseClient } from '../../lib/supabase/context.ts';
import type { Database } from '../../lib/supabase/database.types.ts';
import { startServices } from '../../local/start-services.ts';
import { freePort } from '../world/free-port.ts';

/** What both the embedded services and a real Supabase with `supabase/migrations` applied must answer alike. */
export interface Contract {
  readonly url: string;
  readonly publishableKey: string;
  /** A genuine client that nobody is signed in to. */
  client(): DatabaseClient;
  /** A genuine client with the secret key: row-level security does not hold for it. */
  admin(): DatabaseClient;
  /** A new account and a client that is signed in to it. */
  person(name: string): Promise<ContractPerson>;
  close(): Promise<void>;
}

export interface ContractPerson {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly client: DatabaseClient;
}

/**
 * The service that `SUPABASE_CONTRACT_URL`, `…_PUBLISHABLE_KEY` and `…_SECRET_KEY` name, else an embedded one of its
 * own. Accounts are left behind in a real one: it must be one for tests.
 */
export async function openContract(): Promise<Contract> {
  const service = realService() ?? (await embeddedService());
  const { url, publishableKey, secretKey, close } = service;
  const clients: DatabaseClient[] = [];
  const make = (key: string) => {
    const client = createClient<Database>(url, key, {
      auth: { persistSession: false, autoRefreshToken: false },
    });
    clients.push(client);
    return client;
  };
  const admin = () => make(secretKey);
  return {
    url,
    publishableKey,
    client: () => make(publishableKey),
    admin,
    async person(name) {
      const email = `${name.toLowerCase()}-${crypto.randomUUID()}@example.com`;
      const password = `correct horse ${crypto.randomUUID()}`;
      const made = await admin().auth.admin.createUser({
        email,
        password,
        email_confirm: true,
        user_metadata: { display_name: name },
      });
      if (made.error !== null) throw made.error;
      const client = make(publishableKey);
      const { error } = await client.auth.signInWithPassword({ email, password });
      if (error !== null) throw error;
      return { id: made.data.user.id, email, password, client };
    },
    async close() {
      for (const client of clients) await client.removeAllChannels();
      await close();
    },
  };
}

interface Service {
  readonly url: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  close(): Promise<void>;
}

function realService(): Service | null {
  const {
    SUPABASE_CONTRACT_URL: url,
    SUPABASE_CONTRACT_PUBLISHABLE_KEY: publishableKey,
    SUPABASE_CONTRACT_SECRET_KEY: secretKey,
  } = process.env;
  if (!url) return null;
  if (!publishableKey || !secretKey) {
    throw new Error(
      'With SUPABASE_CONTRACT_URL, set SUPABASE_CONTRACT_PUBLISHABLE_KEY and SUPABASE_CONTRACT_SECRET_KEY too.',
    );
  }
  return { url, publishableKey, secretKey, close: async () => undefined };
}

async function embeddedService(): Promise<Service> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cairn-contract-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const services = await startServices({
    port,
    services: { supabase: true, executor: false },
    inngestAppUrl: '',
    // Nothing waits then for a token to become too old to be used again.
    auth: { refreshReuseInterval: 0 },
    config: { dataDir, supabaseUrl: url, siteUrl: 'http://127.0.0.1:3000', redirectUrls: [] },
  });
  return {
    url,
    publishableKey: services.keys.publishableKey,
    secretKey: services.keys.secretKey,
    async close() {
      await services.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
