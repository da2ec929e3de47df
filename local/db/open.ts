import { join } from 'node:path';
import { prepareDataDirectory } from './data-directory.ts';
import type { Database } from './database.ts';
import { EmbeddedDatabase } from './embedded.ts';
import { lockDataDir } from './lock.ts';
import { NativeDatabase } from './native.ts';

/** Caps in milliseconds: a statement 30,000 and a transaction 60,000 by default. */
export interface OpenLimits {
  readonly statementTimeoutMs?: number;
  readonly transactionTimeoutMs?: number;
}

export type OpenOptions = OpenLimits &
  (
    | { readonly dataDir: string }
    | { readonly memory: true; readonly snapshot?: Uint8Array<ArrayBuffer> }
    | { readonly url: string }
  );

/**
 * Opens PGlite on `<dataDir>/database` (made when missing, held against a second process until `close`), PGlite in
 * memory, or a native Postgres by `url`.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  if ('url' in options) return NativeDatabase.open(options);
  if ('memory' in options) {
    return EmbeddedDatabase.open({ ...options, dataDir: undefined, snapshot: options.snapshot });
  }
  const dir = join(options.dataDir, 'database');
  const lock = await lockDataDir(dir);
  try {
    const pgdata = await prepareDataDirectory(dir);
    const database = await EmbeddedDatabase.open({ ...options, dataDir: pgdata, snapshot: undefined });
    return releasing(database, () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function releasing(database: EmbeddedDatabase, release: () => Promise<void>): Database {
  const close = database.close.bind(database);
  database.close = async () => {
    await close();
    await release();
  };
  return database;
}
