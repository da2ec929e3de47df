import { join } from 'node:path';
import { createAuthService } from './auth/service.ts';
import { type AuthSettings, issuerOf } from './auth/settings.ts';
import { verifyAccessToken } from './auth/tokens.ts';
import type { LocalConfig } from './config.ts';
import { bootstrap } from './db/bootstrap.ts';
import type { Database } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import { createExecutor } from './executor/service.ts';
import { identifyApiKey, type VerifyToken } from './gateway/identify.ts';
import type { GatewayServices } from './gateway/routes.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { type LocalKeys, loadOrCreateKeys } from './keys.ts';
import { createMailbox } from './mail/mailbox.ts';
import { createRealtimeService } from './realtime/service.ts';
import { createRestService } from './rest/handler.ts';

export interface StartOptions {
  readonly config: LocalConfig;
  /** Which services are embedded; the others run elsewhere. */
  readonly services: { readonly supabase: boolean; readonly executor: boolean };
  readonly port: number;
  /** Where the app's Inngest route is reached from this machine, e.g. `http://127.0.0.1:3000/api/inngest`. */
  readonly inngestAppUrl: string;
  /** Over the auth service's own defaults. */
  readonly auth?: Partial<AuthSettings>;
}

export interface RunningServices {
  readonly keys: LocalKeys;
  readonly gateway: Gateway;
  close(): Promise<void>;
}

const migrationsDir = join(import.meta.dirname, '..', 'supabase', 'migrations');

/** Opens the database, brings it up to date, and serves what is embedded. On failure nothing stays open. */
export async function startServices(options: StartOptions): Promise<RunningServices> {
  const { config, services } = options;
  // In reverse order of opening: each part is closed before what it stands on.
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  try {
    const db = await openDatabase({ dataDir: config.dataDir });
    closers.push(() => db.close());
    // After the database's lock, so that of two first starts only one makes keys.
    const keys = await loadOrCreateKeys(config.dataDir);
    await bootstrap(db);
    const executor = services.executor ? startExecutor(options, db, keys) : null;
    const supabase = services.supabase ? await openSupabase(options, db, keys, closers) : null;
    const gateway = await startGateway({
      port: options.port,
      publicUrl: config.supabaseUrl,
      keys,
      verify: verifyWith(config, keys),
      services: { ...supabase?.services, ...(executor === null ? {} : { executor: executor.handle }) },
      handleUpgrade: supabase?.handleUpgrade,
    });
    closers.push(() => gateway.close());
    if (executor !== null) {
      await executor.start();
      closers.push(() => executor.stop());
    }
    return { keys, gateway, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function startExecutor({ inngestAppUrl }: StartOptions, db: Database, keys: LocalKeys) {
  return createExecutor({
    db,
    appUrl: inngestAppUrl,
    signingKey: keys.inngestSigningKey,
    eventKey: keys.inngestEventKey,
    log: (level, message, fields) => console[level](`executor: ${message}`, ...(fields ? [fields] : [])),
  });
}

async function openSupabase(
  { config, auth: settings }: StartOptions,
  db: Database,
  keys: LocalKeys,
  closers: (() => Promise<void>)[],
) {
  await migrate(db, migrationsDir);
  const rest = await createRestService({ db });
  closers.push(async () => rest.close());
  const mailbox = createMailbox({ db, config });
  const auth = createAuthService({ db, keys, config, settings, mailer: mailbox });
  const realtime = await createRealtimeService({
    db,
    verify: verifyWith(config, keys),
    identifyKey: (key) => identifyApiKey(key, keys),
  });
  closers.push(() => realtime.close());
  const services: GatewayServices = {
    rest: rest.handle,
    auth: auth.handle,
    realtime: realtime.handle,
    mailbox: mailbox.handle,
  };
  return { services, handleUpgrade: realtime.handleUpgrade };
}

function verifyWith(config: LocalConfig, keys: LocalKeys): VerifyToken {
  return async (token) => ({
    role: 'authenticated',
    claims: await verifyAccessToken(token, keys, { issuer: issuerOf(config) }),
  });
}
