import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the project with uvicorn on a free port of the loopback interface. Rejects with its output if it ends early. */
export async function startServer(python: string, directory: string): Promise<RunningServer> {
  const child = spawn(python, ['-m', 'uvicorn', 'app.main:app', '--host', '127.0.0.1', '--port', '0'], {
    cwd: directory,
    env: { NODE_ENV: 'test', PATH: process.env.PATH ?? '', PYTHONUNBUFFERED: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await readUrl(child);
  return {
    url,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The server ended:\n${output}`)));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      const url = /running on (http:\S+)/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}
