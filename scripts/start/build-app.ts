import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from './child.ts';
import type { LogFile } from './log-file.ts';
import { SettingsError, type Variables } from './settings.ts';
import type { Supervisor } from './supervisor.ts';

export const nextRunner = join(import.meta.dirname, 'run-next.ts');

/** Makes the production build where there is none. Throws a `SettingsError` when it fails. */
export async function buildAppIfMissing(
  root: string,
  variables: Variables,
  log: LogFile,
  supervisor: Supervisor,
): Promise<void> {
  const isBuilt = await access(join(root, variables.CAIRN_DIST_DIR || '.next', 'BUILD_ID')).then(
    () => true,
    () => false,
  );
  if (isBuilt) return;
  console.log('  There is no production build yet; making it. This takes a minute.');
  const build = startChild({
    script: nextRunner,
    args: ['build'],
    env: { ...variables, NODE_ENV: 'production' },
    log,
    onLine: (line, source) => source === 'stderr' && console.error(line),
  });
  const interrupted = supervisor.over.then(() => 'interrupted' as const);
  const outcome = await Promise.race([build.ended, interrupted]);
  if (outcome === 'interrupted') {
    await build.stop(1_000);
    throw new SettingsError('The production build was interrupted.');
  }
  if (outcome.code !== 0) throw new SettingsError(`The production build failed; ${log.path} says why.`);
}
