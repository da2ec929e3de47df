import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Queryable } from './database.ts';
import { splitStatements } from './split-statements.ts';

/** `supabase_migrations` as the Supabase CLI makes it, so that either can go on from what the other applied. */
const HISTORY = `
  create schema if not exists supabase_migrations;
  revoke all on schema supabase_migrations from public;
  create table if not exists supabase_migrations.schema_migrations (version text primary key);
  alter table supabase_migrations.schema_migrations add column if not exists statements text[];
  alter table supabase_migrations.schema_migrations add column if not exists name text;`;

/** `20261120101500_profiles.sql`: the CLI's naming; other files in the directory are none of its business. */
const FILE_NAME = /^(\d+)_(.*)\.sql$/;

interface Migration {
  readonly version: string;
  readonly name: string;
  readonly file: string;
  readonly statements: readonly string[];
  readonly sql: string;
}

/**
 * Applies the migrations in `dir` that this database has not seen, in order of version and one transaction each, and
 * `seed.sql` beside `dir` when the database had seen none. Returns the versions it applied.
 * Throws `MigrationError` when one fails, or when one that is applied has changed or is missing.
 */
export async function migrate(db: Database, dir: string): Promise<string[]> {
  const migrations = await readMigrations(dir);
  await db.exec(HISTORY);
  const applied = await db.query<{ version: string; statements: string[] | null }>(
    'select version, statements from supabase_migrations.schema_migrations order by version',
  );
  compare(applied, migrations);

  const known = new Set(applied.map(({ version }) => version));
  const pending = migrations.filter(({ version }) => !known.has(version));
  for (const migration of pending) await apply(db, migration);
  if (applied.length === 0 && migrations.length > 0) await seed(db, dir);
  return pending.map(({ version }) => version);
}

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const migrations: Migration[] = [];
  for (const file of (await readOptional(() => readdir(dir)))?.sort() ?? []) {
    const [, version, name] = FILE_NAME.exec(file) ?? [];
    if (version === undefined || name === undefined) continue;
    const sql = await readFile(join(dir, file), 'utf8');
    const twin = migrations.find((other) => other.version === version);
    if (twin) throw new MigrationError(`${twin.file} and ${file} have the same version; rename one of them.`);
    migrations.push({ version, name, file, sql, statements: splitStatements(sql) });
  }
  return migrations.sort((a, b) => (a.version < b.version ? -1 : 1));
}

function compare(
  applied: readonly { version: string; statements: readonly string[] | null }[],
  migrations: readonly Migration[],
): void {
  const files = new Map(migrations.map((migration) => [migration.version, migration]));
  for (const { version, statements } of applied) {
    const migration = files.get(version);
    if (!migration) {
      throw new MigrationError(
        `Migration ${version} is applied to this database but its file is missing. Restore the file, or start with an empty database.`,
      );
    }
    // `migration repair` records a version without statements: nothing to compare then.
    if (statements && statements.join('\0') !== migration.statements.join('\0')) {
      throw new MigrationError(
        `${migration.file} changed after it was applied. Put the change into a new migration, or start with an empty database.`,
      );
    }
  }
}

async function apply(db: Database, migration: Migration): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await execute(tx, migration.sql);
      await tx.query(
        'insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, $2, $3)',
        [migration.version, migration.statements, migration.name],
      );
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`${migration.file} failed and left nothing behind: ${reason}`, { cause: error });
  }
}

async function seed(db: Database, dir: string): Promise<void> {
  const path = join(dir, '..', 'seed.sql');
  const sql = await readOptional(() => readFile(path, 'utf8'));
  if (!sql?.trim()) return;
  try {
    await db.transaction((tx) => execute(tx, sql));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(
      `seed.sql failed and left nothing behind: ${reason}. Seeds go into fresh databases only: correct it and start with an empty one.`,
      { cause: error },
    );
  }
}

/** Dumps begin with session settings such as an empty `search_path`, which must not outlive the file. */
async function execute(tx: Queryable, sql: string): Promise<void> {
  await tx.exec(sql);
  await tx.exec('reset all; reset role;');
}

async function readOptional<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
