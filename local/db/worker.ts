import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import { type ErrorFields, toFields } from './error-fields.ts';
import { parsers, serializers } from './values.ts';

/** What the main thread asks. `begin` opens a transaction first, which saves a round trip per transaction. */
export type Request = { readonly id: number } & (
  | {
      readonly kind: 'query';
      readonly sql: string;
      readonly params: readonly unknown[];
      readonly begin: boolean;
    }
  | { readonly kind: 'exec'; readonly sql: string; readonly begin: boolean }
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' }
);

export type Reply =
  | { readonly kind: 'ready'; readonly version: number }
  | { readonly kind: 'failed'; readonly error: ErrorFields }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorFields }
  | { readonly kind: 'notify'; readonly channel: string; readonly payload: string };

/** `dataDir` undefined means in memory; `snapshot` is what `dump` gave. */
export interface WorkerOptions {
  readonly dataDir: string | undefined;
  readonly snapshot: Uint8Array<ArrayBuffer> | undefined;
}

/** PGlite starts with `search_path=public`; hosted Supabase also finds what lives in `extensions`. */
const startParams = PGlite.defaultStartParams.map((parameter) =>
  parameter === 'search_path=public' ? 'search_path="$user", public, extensions' : parameter,
);

async function serve(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('local/db/worker.ts runs in a worker thread only');
  const send = (reply: Reply) => port.postMessage(reply);
  const { dataDir, snapshot } = workerData as WorkerOptions;
  let pg: PGlite;
  try {
    pg = await PGlite.create({
      dataDir,
      loadDataDir: snapshot && new Blob([snapshot]),
      extensions: { citext, pg_trgm, pgcrypto, uuid_ossp },
      parsers,
      serializers,
      startParams,
      // Segments of 1 MB keep the write-ahead log within 64 MB instead of a gigabyte.
      initDbStartParams: ['--wal-segsize=1'],
    });
    const { rows } = await pg.query<{ version: number }>(
      `select current_setting('server_version_num')::int / 10000 as version`,
    );
    pg.onNotification((channel, payload) => send({ kind: 'notify', channel, payload }));
    send({ kind: 'ready', version: rows[0]?.version ?? 0 });
  } catch (error) {
    send({ kind: 'failed', error: toFields(error) });
    return;
  }

  // One request at a time and in order: the main thread sends a transaction's statements without waiting for each.
  let turn = Promise.resolve();
  port.on('message', (request: Request) => {
    turn = turn.then(async () => {
      try {
        send({ kind: 'result', id: request.id, value: await run(pg, request) });
      } catch (error) {
        send({ kind: 'error', id: request.id, error: toFields(error) });
      }
      if (request.kind === 'close') port.close();
    });
  });
}

async function run(pg: PGlite, request: Request): Promise<unknown> {
  switch (request.kind) {
    case 'query':
      if (request.begin) await pg.exec('begin');
      return (await pg.query(request.sql, [...request.params])).rows;
    case 'exec':
      if (request.begin) await pg.exec('begin');
      await pg.exec(request.sql);
      return undefined;
    case 'dump':
      return new Uint8Array(await (await pg.dumpDataDir('none')).arrayBuffer());
    case 'close':
      return pg.close();
  }
}

await serve();
