import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

export interface World {
  readonly environment: Readonly<Record<string, string>>;
  readonly dataDir: string;
  /** As a power cut would: no signal handler runs. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface WorldPlace {
  readonly dataDir: string;
  readonly port: number;
  readonly appPort: number;
}

/** A place for a world: an empty data directory and two ports, kept over restarts so that tokens and URLs stay valid. */
export async function makeWorldPlace(): Promise<WorldPlace & { remove(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cairn-world-'));
  return {
    dataDir,
    port: await freePort(),
    appPort: await freePort(),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** Starts the services and the durable functions in a child process. Rejects with its output when it ends before it is ready. */
export async function startWorld(place: WorldPlace, variables: Record<string, string> = {}): Promise<World> {
  const child = fork(join(import.meta.dirname, 'world-process.ts'), {
    env: {
      ...process.env,
      LOG_LEVEL: 'silent',
      ...variables,
      WORLD_DATA_DIR: place.dataDir,
      WORLD_PORT: String(place.port),
      WORLD_APP_PORT: String(place.appPort),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const environment = await ready(child);
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await exited;
    }
  };
  return { environment, dataDir: place.dataDir, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

function ready(child: ChildProcess): Promise<Record<string, string>> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('message', (message: { environment: Record<string, string> }) => resolve(message.environment));
    child.once('exit', (code, signal) =>
      reject(new Error(`The world ended before it was ready (${code ?? signal}):\n${output}`)),
    );
  });
}
