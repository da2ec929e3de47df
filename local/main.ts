import { readVariables } from './read-variables.ts';
import { type RunningServices, startServices } from './start-services.ts';

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
const starting = start().then(reportReady, reportFailure);

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end());
process.on('disconnect', () => void end());

async function start(): Promise<RunningServices> {
  return startServices(readVariables(process.env));
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
