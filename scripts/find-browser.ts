import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A Chromium for tests: one that the system has, else Debian's package where root may install it, else Playwright's own
 * download. Returns its path, or null when Playwright finds its own.
 */
export async function findBrowser(): Promise<string | null> {
  const given = process.env.CAIRN_TEST_BROWSER;
  if (given) return given;
  const present = await onPath();
  if (present !== null) return present;
  if (process.getuid?.() === 0 && (await attempt('apt-get', ['update', '-qq']))) {
    await attempt('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      'chromium',
      'fonts-liberation',
    ]);
    const installed = await onPath();
    if (installed !== null) return installed;
  }
  await attempt('playwright', ['install', 'chromium']);
  return null;
}

async function onPath(): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      const found = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (found) return path;
    }
  }
  return null;
}

async function attempt(command: string, args: string[]): Promise<boolean> {
  try {
    await run(command, args, {
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch (error) {
    console.warn(`${command} ${args[0]} did not work: ${(error as Error).message.split('\n')[0]}`);
    return false;
  }
}
