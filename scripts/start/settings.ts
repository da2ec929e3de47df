import { resolve } from 'node:path';
import { chooseServices, type ServiceSet } from './choose-services.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** How Cairn is started. The URLs spell the machine 127.0.0.1, the address that is bound, and so do cookies and CORS. */
export interface StartSettings {
  readonly host: string;
  readonly port: number;
  readonly supabasePort: number;
  readonly dataDir: string;
  /** Where people open the app; another one than `localUrl` behind a proxy. */
  readonly siteUrl: string;
  /** The app as this machine reaches it. */
  readonly localUrl: string;
  readonly embedded: ServiceSet;
}

/** A setting that cannot be used; the message says what to change. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads the settings from variables; an empty value counts as not set. Throws a `SettingsError`. */
export function readSettings(variables: Variables): StartSettings {
  const port = readPort(variables, 'CAIRN_PORT', 3000);
  const supabasePort = readPort(variables, 'CAIRN_SUPABASE_PORT', 54321);
  const embedded = chooseServices(variables);
  if (port === supabasePort && (embedded.supabase || embedded.executor)) {
    throw new SettingsError(
      `CAIRN_PORT and CAIRN_SUPABASE_PORT are both ${port}; give them different ports.`,
    );
  }
  const host = variables.CAIRN_HOST || '127.0.0.1';
  if (!/^127\.\d+\.\d+\.\d+$/.test(host) && embedded.supabase) {
    throw new SettingsError(
      `CAIRN_HOST is ${host}, but the embedded services are for this machine alone: browsers elsewhere cannot reach them. ` +
        'Leave it out, or set the Supabase variables to use a hosted project.',
    );
  }
  const localUrl = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  return {
    host,
    port,
    supabasePort,
    dataDir: resolve(variables.CAIRN_DATA_DIR || '.cairn'),
    siteUrl: (variables.CAIRN_SITE_URL || localUrl).replace(/\/+$/, ''),
    localUrl,
    embedded,
  };
}

/** Throws a `SettingsError` unless this is Node 22 or newer, which the Supabase client needs. */
export function checkNodeVersion(version: string): void {
  const major = Number(version.replace(/^v/, '').split('.')[0]);
  if (major >= 22) return;
  throw new SettingsError(
    `This is Node ${version}; Cairn needs Node 22 or newer. "npm run dev" and "npm start" bring their own: run those after "npm ci".`,
  );
}

function readPort(variables: Variables, name: string, otherwise: number): number {
  const text = variables[name] || String(otherwise);
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new SettingsError(`${name} is "${text}"; it must be a port from 1 to 65535.`);
}
