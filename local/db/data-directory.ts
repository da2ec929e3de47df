import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Of PGlite 0.5; a test compares it with what the server says. Files of one major are unreadable to another. */
export const POSTGRES_MAJOR = 18;

/** Where Postgres keeps its files under `dir`; refuses files of another major version. `dir` must be locked. */
export async function prepareDataDirectory(dir: string): Promise<string> {
  const pgdata = join(dir, 'pgdata');
  const stamp = join(dir, 'postgres-version');
  await mkdir(pgdata, { recursive: true, mode: 0o700 });
  const found = (await read(stamp)) ?? (await read(join(pgdata, 'PG_VERSION')));
  if (found !== undefined && found !== `${POSTGRES_MAJOR}`) {
    throw new Error(
      `${dir} was written by Postgres ${found} and this version of Cairn embeds Postgres ${POSTGRES_MAJOR}, which cannot read it. ` +
        'Start once with the version that wrote it and export what you need, or choose another data directory.',
    );
  }
  if (found === undefined) await writeFile(stamp, `${POSTGRES_MAJOR}\n`, { mode: 0o600 });
  return pgdata;
}

async function read(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
