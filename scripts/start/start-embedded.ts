import { join } from 'node:path';
import { z } from 'zod';
import { type Child, startChild } from './child.ts';
import type { LogFile } from './log-file.ts';
import { SettingsError, type StartSettings, type Variables } from './settings.ts';

const messageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    url: z.string(),
    publishableKey: z.string(),
    secretKey: z.string(),
    inngestSigningKey: z.string(),
    inngestEventKey: z.string(),
  }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
type Ready = Extract<z.infer<typeof messageSchema>, { type: 'ready' }>;

export interface Embedded {
  /** Base URL of the embedded services. */
  readonly url: string;
  /** What the app needs to use them; variables of hosted services are left as they are. */
  readonly variables: Variables;
}

/** Starts `local/main.ts`, hands it to `started`, and waits until it serves. Throws a `SettingsError` with its own words when it cannot. */
export async function startEmbedded(
  root: string,
  settings: StartSettings,
  variables: Variables,
  log: LogFile,
  started: (child: Child) => void,
): Promise<Embedded> {
  const { embedded, port, supabasePort, dataDir, siteUrl } = settings;
  const names = [embedded.supabase ? 'supabase' : '', embedded.executor ? 'executor' : ''].filter(Boolean);
  const child = startChild({
    script: join(root, 'local', 'main.ts'),
    env: {
      ...variables,
      CAIRN_EMBED: names.join(','),
      CAIRN_PORT: String(port),
      CAIRN_SUPABASE_PORT: String(supabasePort),
      CAIRN_DATA_DIR: dataDir,
      CAIRN_SITE_URL: siteUrl,
    },
    log,
    // What goes well stays in the log; the terminal belongs to the app.
    onLine: (line, source) => source === 'stderr' && console.error(line),
  });
  started(child);
  const ready = await waitForReady(child, log);
  return { url: ready.url, variables: clientVariables(settings, ready) };
}

async function waitForReady(child: Child, log: LogFile): Promise<Ready> {
  const message = new Promise<Ready>((resolve, reject) => {
    child.process.on('message', (raw) => {
      const parsed = messageSchema.safeParse(raw);
      if (!parsed.success) return;
      if (parsed.data.type === 'ready') resolve(parsed.data);
      else reject(new SettingsError(parsed.data.message));
    });
  });
  const failure = child.ended.then(({ code, signal }) => {
    throw new SettingsError(
      `The embedded services ended (${signal ?? `code ${code}`}); ${log.path} says why.`,
    );
  });
  return await Promise.race([message, failure]);
}

/** Cloud mode with a signing key of our own: in the SDK's dev mode anyone could call `/api/inngest`. */
function clientVariables({ embedded }: StartSettings, ready: Ready): Variables {
  return {
    ...(embedded.supabase && {
      NEXT_PUBLIC_SUPABASE_URL: ready.url,
      NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: ready.publishableKey,
      SUPABASE_SECRET_KEY: ready.secretKey,
    }),
    ...(embedded.executor && {
      INNGEST_BASE_URL: ready.url,
      INNGEST_SIGNING_KEY: ready.inngestSigningKey,
      INNGEST_EVENT_KEY: ready.inngestEventKey,
      INNGEST_DEV: '0',
    }),
  };
}
