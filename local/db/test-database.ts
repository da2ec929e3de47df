import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bootstrap, bootstrapFiles } from './bootstrap.ts';
import type { Database } from './database.ts';
import { EmbeddedDatabase } from './embedded.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MIGRATIONS = join(ROOT, 'supabase', 'migrations');
const CACHE = join(ROOT, 'node_modules', '.cache', 'cairn-test-database');
const SNAPSHOT_AGE_MS = 24 * 3600 * 1000;

/**
 * A database of its own in memory, with the bootstrap and `supabase/migrations` applied; for tests. The first call after
 * a change takes seconds, later ones load a snapshot. `migrations: null` leaves the migrations out. With
 * CAIRN_TEST_POSTGRES_URL set, it is a new database on that native server instead.
 */
export async function openTestDatabase(options: { migrations?: string | null } = {}): Promise<Database> {
  const migrations = options.migrations === undefined ? MIGRATIONS : options.migrations;
  const { CAIRN_TEST_POSTGRES_URL: url } = process.env;
  if (url) return openNative(url, migrations);
  const file = join(CACHE, `${await fingerprint(migrations)}.tar`);
  const snapshot = await readFile(file).catch(() => undefined);
  if (snapshot) return openDatabase({ memory: true, snapshot: new Uint8Array(snapshot) });

  const db = await EmbeddedDatabase.open({ dataDir: undefined, snapshot: undefined });
  try {
    await bootstrap(db);
    if (migrations) await migrate(db, migrations);
    await store(file, await db.dump());
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function openNative(url: string, migrations: string | null): Promise<Database> {
  const name = `cairn_test_${randomUUID().replaceAll('-', '')}`;
  const server = await openDatabase({ url });
  await server.exec(`create database ${name}`);
  const db = await openDatabase({ url: Object.assign(new URL(url), { pathname: `/${name}` }).href });
  const close = db.close.bind(db);
  db.close = async () => {
    await close();
    await server.exec(`drop database ${name} with (force)`);
    await server.close();
  };
  await bootstrap(db);
  if (migrations) await migrate(db, migrations);
  return db;
}

/** Changes with anything that the snapshot is made from. */
async function fingerprint(migrations: string | null): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(import.meta.dirname, 'worker.ts')));
  for (const { name, sha256 } of await bootstrapFiles()) hash.update(`${name}\0${sha256}\0`);
  if (migrations) {
    const names = (await readdir(migrations).catch(() => [])).filter((name) => name.endsWith('.sql')).sort();
    for (const name of names) hash.update(`${name}\0`).update(await readFile(join(migrations, name)));
    hash.update(await readFile(join(migrations, '..', 'seed.sql')).catch(() => ''));
  }
  return hash.digest('hex').slice(0, 32);
}

/** Test files run side by side, so the file appears under its name only when it is whole. Old ones make room. */
async function store(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  for (const name of await readdir(CACHE)) {
    const { mtimeMs } = await stat(join(CACHE, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > SNAPSHOT_AGE_MS) await rm(join(CACHE, name), { force: true });
  }
  const partial = `${file}.${process.pid}.${Date.now()}`;
  await writeFile(partial, bytes);
  await rename(partial, file);
}
