// Everything a generation needs but the pages, in one process that a test can kill: the embedded services, and the
// durable functions behind the path that Next serves them at. Over IPC it says `ready` with its environment.
import { createServer } from 'inngest/node';
import { startServices } from '../../local/start-services.ts';

const port = Number(process.env.WORLD_PORT);
const appPort = Number(process.env.WORLD_APP_PORT);
const dataDir = process.env.WORLD_DATA_DIR ?? '';
const supabaseUrl = `http://127.0.0.1:${port}`;
const siteUrl = `http://127.0.0.1:${appPort}`;

const services = await startServices({
  config: { dataDir, supabaseUrl, siteUrl, redirectUrls: [] },
  services: { supabase: true, executor: true },
  port,
  inngestAppUrl: `${siteUrl}/api/inngest`,
});
const environment = {
  NEXT_PUBLIC_SUPABASE_URL: supabaseUrl,
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: services.keys.publishableKey,
  SUPABASE_SECRET_KEY: services.keys.secretKey,
  INNGEST_DEV: '0',
  INNGEST_BASE_URL: supabaseUrl,
  INNGEST_SIGNING_KEY: services.keys.inngestSigningKey,
  INNGEST_EVENT_KEY: services.keys.inngestEventKey,
  CAIRN_SITE_URL: siteUrl,
  OUTPUT_PATH: `${dataDir}/output`,
};
Object.assign(process.env, environment);

// Both read the environment when they are loaded.
const { inngest } = await import('../../inngest/client.ts');
const { functions } = await import('../../inngest/functions/all.ts');
const { setAdministrators } = await import('../../lib/queue/set-administrators.ts');
const { secretClient } = await import('../../lib/supabase/secret-client.ts');
await setAdministrators(secretClient());
const server = createServer({ client: inngest, functions });
await new Promise<void>((resolve) => server.listen(appPort, '127.0.0.1', resolve));
process.send?.({ type: 'ready', environment });

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  server.close();
  server.closeAllConnections();
  await services.close();
  process.exit(0);
}
process.on('SIGTERM', () => void end());
process.on('disconnect', () => void end());
