import { resolve } from 'node:path';
import { type RunningServices, type StartOptions, startServices } from './start-services.ts';

/**
 * The process of the embedded services, a child of `scripts/start.ts`. Settings come as variables, `CAIRN_EMBED` as a
 * list of `supabase` and `executor`; over IPC it says `ready` with what clients need, or `failed` with a sentence. It ends on SIGTERM, on SIGINT, and with its parent.
 */
export type LocalMessage =
  | {
      readonly type: 'ready';
      readonly url: string;
      readonly publishableKey: string;
      readonly secretKey: string;
      readonly inngestSigningKey: string;
      readonly inngestEventKey: string;
    }
  | { readonly type: 'failed'; readonly message: string };

// A database that does not close must not keep a dead Cairn's lock for ever.
const closeTimeoutMs = 15_000;

let ending = false;
const starting = startServices(readOptions(process.env)).then(reportReady, reportFailure);

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end());
process.on('disconnect', () => void end());

function readOptions(variables: NodeJS.ProcessEnv): StartOptions {
  const port = Number(variables.CAIRN_SUPABASE_PORT ?? 54321);
  const appPort = Number(variables.CAIRN_PORT ?? 3000);
  const embedded = (variables.CAIRN_EMBED ?? 'supabase,executor').split(',');
  const siteUrl = variables.CAIRN_SITE_URL || `http://127.0.0.1:${appPort}`;
  return {
    port,
    services: { supabase: embedded.includes('supabase'), executor: embedded.includes('executor') },
    inngestAppUrl: `http://127.0.0.1:${appPort}/api/inngest`,
    config: {
      dataDir: resolve(variables.CAIRN_DATA_DIR || '.cairn'),
      supabaseUrl: `http://127.0.0.1:${port}`,
      siteUrl,
      redirectUrls: [],
    },
  };
}

function reportReady(running: RunningServices): RunningServices {
  const { keys, gateway } = running;
  report({
    type: 'ready',
    url: gateway.url,
    publishableKey: keys.publishableKey,
    secretKey: keys.secretKey,
    inngestSigningKey: keys.inngestSigningKey,
    inngestEventKey: keys.inngestEventKey,
  });
  return running;
}

function reportFailure(error: unknown): null {
  console.log('The embedded services could not start:', error);
  report({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  void end();
  return null;
}

function report(message: LocalMessage): void {
  if (process.connected) process.send?.(message);
}

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => {
    console.error('The embedded services did not close in time.');
    process.exit(1);
  }, closeTimeoutMs).unref();
  try {
    await (await starting)?.close();
  } catch (error) {
    console.error('The embedded services did not close well:', error);
    process.exitCode = 1;
  }
  if (process.connected) process.disconnect();
  process.exit();
}
