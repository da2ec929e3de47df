import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../world/free-port.ts';

const root = join(import.meta.dirname, '..', '..');
const patienceMs = 240_000;

/** Starts the product as people do, in its production build, on data of its own; CAIRN_E2E_URL names one that runs already. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.CAIRN_E2E_URL) return undefined;
  const dataDir = await mkdtemp(join(tmpdir(), 'cairn-e2e-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['scripts/start.ts', 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CAIRN_PORT: String(port),
      CAIRN_SUPABASE_PORT: String(await freePort()),
      CAIRN_DATA_DIR: dataDir,
      OUTPUT_PATH: join(dataDir, 'output'),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  }
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilHealthy(url, () => child.exitCode !== null);
  } catch (error) {
    await stop();
    throw new Error(`${(error as Error).message}\n${output}`);
  }
  process.env.CAIRN_E2E_URL = url;
  return stop;
}

async function untilHealthy(url: string, ended: () => boolean): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (ended()) throw new Error('The product ended before it answered.');
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The product did not answer in time.');
}
