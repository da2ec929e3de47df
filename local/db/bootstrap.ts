import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.ts';

const DIRECTORY = join(import.meta.dirname, 'bootstrap');

/**
 * Makes a plain Postgres look like a Supabase project: applies `bootstrap/NN-*.sql` in order, each once and in a
 * transaction of its own. A file that changed after it was applied is an error: what it made is there already.
 */
export async function bootstrap(db: Database): Promise<void> {
  await db.exec(`
    create schema if not exists cairn_local;
    revoke all on schema cairn_local from public;
    create table if not exists cairn_local.bootstrap (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now());`);
  const applied = await db.query<{ name: string; sha256: string }>(
    'select name, sha256 from cairn_local.bootstrap',
  );
  const known = new Map(applied.map(({ name, sha256 }) => [name, sha256]));
  for (const { name, sql, sha256 } of await bootstrapFiles()) {
    const before = known.get(name);
    if (before === sha256) continue;
    if (before !== undefined) {
      throw new Error(
        `local/db/bootstrap/${name} changed after this database was made with it. ` +
          'Put the change into a new numbered file, or start with another data directory.',
      );
    }
    await db.transaction(async (tx) => {
      await tx.exec(sql);
      await tx.query('insert into cairn_local.bootstrap (name, sha256) values ($1, $2)', [name, sha256]);
    });
  }
}

/** The files by number; the hash is of their text. */
export async function bootstrapFiles(): Promise<{ name: string; sql: string; sha256: string }[]> {
  const names = (await readdir(DIRECTORY)).filter((name) => /^\d\d-.+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(DIRECTORY, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
