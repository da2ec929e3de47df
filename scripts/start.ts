import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { buildAppIfMissing, nextRunner } from './start/build-app.ts';
import { checkPort } from './start/check-port.ts';
import { startChild } from './start/child.ts';
import { readVariables } from './start/environment-files.ts';
import { openLogFile } from './start/log-file.ts';
import { checkNodeVersion, readSettings, SettingsError } from './start/settings.ts';
import { startEmbedded } from './start/start-embedded.ts';
import { describeStart } from './start/summary.ts';
import { createSupervisor, type Supervisor } from './start/supervisor.ts';
import { waitForApp } from './start/wait-for-app.ts';

/**
 * `node scripts/start.ts dev|start`: the embedded services, as far as the environment names no hosted ones, and the
 * app on them. Ctrl-C ends both; so does the end of this process, whatever ends it.
 */
const root = resolve(import.meta.dirname, '..');
const supervisor = createSupervisor();

// npm hands the terminal's Ctrl-C on to us, who had it already: only a later one is a second one.
const sameInterruptMs = 1_000;
let firstInterrupt: number | null = null;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    firstInterrupt ??= Date.now();
    supervisor.finish(null);
    if (Date.now() - firstInterrupt < sameInterruptMs) return;
    supervisor.killAll();
    process.exit(130);
  });
}

try {
  const mode = process.argv[2];
  if (mode !== 'dev' && mode !== 'start')
    throw new SettingsError('Say "dev" or "start": node scripts/start.ts dev');
  const running = start(mode, supervisor).then(() => supervisor.over);
  // Also while it starts, the wish to stop ends it.
  const reason = await Promise.race([running, supervisor.over]);
  if (reason !== null) throw new SettingsError(reason);
  console.log('\n  Ending …');
} catch (error) {
  console.error(error instanceof SettingsError ? `\n  ${error.message}\n` : error);
  process.exitCode = 1;
}
await supervisor.stopAll();
process.exit();

/** What this start and the executor ask again and again is for the log alone. */
function isPolling(line: string): boolean {
  return /^\s*(GET \/api\/health|(PUT|POST) \/api\/inngest)\S* 2\d\d /.test(stripVTControlCharacters(line));
}

async function start(mode: 'dev' | 'start', { watch }: Supervisor): Promise<void> {
  checkNodeVersion(process.version);
  const given = await readVariables(root, process.env);
  const settings = readSettings(given);
  const { embedded, host, port, supabasePort, dataDir, siteUrl, localUrl } = settings;
  const embeds = embedded.supabase || embedded.executor;
  await checkPort(host, port, 'CAIRN_PORT');
  if (embeds) await checkPort('127.0.0.1', supabasePort, 'CAIRN_SUPABASE_PORT');

  const logs = join(dataDir, 'logs');
  const services = embeds
    ? await startEmbedded(root, settings, given, await openLogFile(logs, 'services'), (child) =>
        watch('The process of the embedded services', child),
      )
    : null;
  const variables = {
    ...given,
    ...services?.variables,
    CAIRN_SITE_URL: siteUrl,
    // Nothing is told to anyone unless asked for.
    NEXT_TELEMETRY_DISABLED: given.NEXT_TELEMETRY_DISABLED ?? '1',
    // Next prints in color only when it believes to face a terminal.
    ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
  };
  const log = await openLogFile(logs, 'app');
  if (mode === 'start') await buildAppIfMissing(root, variables, log, supervisor);

  const app = startChild({
    script: nextRunner,
    args: [mode, '-H', host, '-p', String(port)],
    env: variables,
    log,
    onLine: (line) => isPolling(line) || console.log(line),
  });
  watch('The app', app);
  const problem = await waitForApp(localUrl, app, log.path);
  const unwell = `The app is not well yet (${problem} from ${localUrl}/api/health); ${log.path} says why.`;
  // In development the reason may be a line of code that is about to be mended.
  if (problem !== null && mode === 'start') throw new SettingsError(unwell);
  for (const line of describeStart(settings, services?.url ?? null, process.cwd())) console.log(line);
  if (problem !== null) console.error(`  ${unwell}\n`);
}
