import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { SettingsError, type Variables } from './settings.ts';

/** The variables of the process, then of `.env.local`, then of `.env`: the first that has a name wins, as in Next. */
export async function readVariables(
  root: string,
  given: Variables,
): Promise<Record<string, string | undefined>> {
  const [local, shared] = await Promise.all(
    ['.env.local', '.env'].map((name) => readFileVariables(join(root, name))),
  );
  return { ...shared, ...local, ...given };
}

async function readFileVariables(path: string): Promise<Variables> {
  try {
    return parseEnv(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new SettingsError(`${path} cannot be read: ${(error as Error).message}`);
  }
}
