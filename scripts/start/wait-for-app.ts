import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child.ts';
import { SettingsError } from './settings.ts';

const patienceMs = 120_000;
const pauseMs = 250;

/**
 * Waits until `<url>/api/health` answers 200: null then, or what it answered last when that takes too long.
 * Throws a `SettingsError` when the app ends.
 */
export async function waitForApp(url: string, app: Child, logPath: string): Promise<string | null> {
  const deadline = Date.now() + patienceMs;
  let ended = false;
  let last = 'no answer';
  void app.ended.then(() => {
    ended = true;
  });
  while (Date.now() < deadline) {
    if (ended) throw new SettingsError(`The app ended while it started; ${logPath} says why.`);
    const status = await askStatus(`${url}/api/health`, deadline - Date.now());
    if (status === 200) return null;
    if (status !== null) last = `status ${status}`;
    await delay(pauseMs);
  }
  return last;
}

async function askStatus(url: string, timeoutMs: number): Promise<number | null> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.max(timeoutMs, 1)),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}
