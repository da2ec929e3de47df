import { createServer } from 'node:net';
import { SettingsError } from './settings.ts';

/** Throws a `SettingsError` when something listens on the port, naming the variable and, where it can be told, who. */
export async function checkPort(host: string, port: number, variable: string): Promise<void> {
  const problem = await tryListen(host, port);
  if (problem === null) return;
  if (problem !== 'EADDRINUSE') {
    throw new SettingsError(`Port ${port} cannot be used (${problem}). Choose another with ${variable}.`);
  }
  const holder = (await isCairn(port)) ? 'another Cairn that runs on this machine' : 'another program';
  throw new SettingsError(
    `Port ${port} is in use by ${holder}. Stop it, or choose another port with ${variable}=${port + 1}.`,
  );
}

function tryListen(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/** Asks both kinds of Cairn's ports for the health that only they answer. */
async function isCairn(port: number): Promise<boolean> {
  const answers = await Promise.all(['/health', '/api/health'].map((path) => askHealth(port, path)));
  return answers.some(Boolean);
}

/** The embedded services give their name, the app its version and checks. */
async function askHealth(port: number, path: string): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(1_500) });
    const body = (await response.json()) as { name?: unknown; version?: unknown; checks?: unknown } | null;
    return body?.name === 'cairn-local' || (body?.version !== undefined && body.checks !== undefined);
  } catch {
    return false;
  }
}
