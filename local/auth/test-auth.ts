import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { LocalConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { generateKeys, type LocalKeys } from '../keys.ts';
import type { Mail } from '../mail/mailer.ts';
import { createAuthService } from './service.ts';
import type { AuthSettings } from './settings.ts';

export const testConfig: LocalConfig = {
  dataDir: '/nonexistent',
  supabaseUrl: 'http://127.0.0.1:54321',
  siteUrl: 'http://127.0.0.1:3000',
  redirectUrls: ['https://preview.example.com/**', 'http://*.apps.example.com/done'],
};

const wide = { perFiveMinutes: 10_000, burst: 10_000 };
export const unlimited: AuthSettings['limits'] = {
  loopbackFactor: 1,
  mail: wide,
  token: wide,
  code: wide,
  password: wide,
};

export interface TestAuth {
  readonly db: Database;
  readonly keys: LocalKeys;
  readonly mails: Mail[];
  /** Every path that clients asked for, with its status. */
  readonly log: string[];
  readonly fetch: typeof fetch;
  /** Where calls come from, as the gateway says; 127.0.0.1 at first. */
  address: string;
  /** Moves the service's clock; clients keep the real one. */
  advance(seconds: number): void;
  now(): number;
  /** A genuine client with a memory of its own, for one browser. */
  client(options?: { flowType?: 'implicit' | 'pkce' }): SupabaseClient;
  /** A genuine client with the secret key. */
  admin(): SupabaseClient;
  close(): Promise<void>;
}

/** The service behind a gateway reduced to what the service sees of it: the role of the API key. */
export async function startTestAuth(settings: Partial<AuthSettings> = {}): Promise<TestAuth> {
  const db = await openTestDatabase({ migrations: null });
  const keys = await generateKeys();
  const mails: Mail[] = [];
  const log: string[] = [];
  let offset = 0;
  const now = () => Date.now() + offset;
  const service = createAuthService({
    db,
    keys,
    config: testConfig,
    now,
    settings: { bcryptRounds: 4, ...settings },
    mailer: {
      async send(mail) {
        mails.push(mail);
      },
    },
  });
  const testFetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const role = request.headers.get('apikey') === keys.secretKey ? 'service_role' : 'anon';
    const response = await service.handle(request, {
      identity: { role, claims: { role } },
      ip: running.address,
    });
    const { pathname, search } = new URL(request.url);
    log.push(`${request.method} ${pathname}${search} ${response.status}`);
    return response;
  };
  const client = (key: string, flowType: 'implicit' | 'pkce') =>
    createClient(testConfig.supabaseUrl, key, {
      global: { fetch: testFetch },
      auth: { flowType, autoRefreshToken: false, storage: memoryStorage(), storageKey: 'test' },
    });
  const running: TestAuth = {
    db,
    keys,
    mails,
    log,
    address: '127.0.0.1',
    fetch: testFetch,
    advance: (seconds) => {
      offset += seconds * 1000;
    },
    now,
    client: ({ flowType = 'implicit' } = {}) => client(keys.publishableKey, flowType),
    admin: () => client(keys.secretKey, 'implicit'),
    close: () => db.close(),
  };
  return running;
}

/** The parameters of the first link in a mail, and its code. */
export function readMail(mail: Mail | undefined): { link: URL; tokenHash: string; code: string } {
  const link = new URL(/https?:\S+/.exec(mail?.text ?? '')?.[0] ?? 'http://no-link.invalid');
  return {
    link,
    tokenHash: link.searchParams.get('token_hash') ?? '',
    code: /\b\d{6}\b(?!.*\b\d{6}\b)/s.exec(mail?.text ?? '')?.[0] ?? '',
  };
}

function memoryStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      items.set(key, value);
    },
    removeItem: (key: string) => {
      items.delete(key);
    },
  };
}
