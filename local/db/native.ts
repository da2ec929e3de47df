import { Client, Pool, type PoolClient, types } from 'pg';
import { type Database, DatabaseError, type Queryable } from './database.ts';
import { toFields } from './error-fields.ts';
import { quoteIdentifier } from './identifier.ts';
import { Listeners } from './listeners.ts';
import { parsers } from './values.ts';

interface NativeOptions {
  readonly url: string;
  readonly statementTimeoutMs?: number;
  readonly transactionTimeoutMs?: number;
}

const RECONNECT_MS = 1000;
/** As hosted projects and the embedded database have it. */
const SEARCH_PATH = '-c search_path="$user",public,extensions';

/** `Database` on a native server. Here transactions do run side by side, each on a connection of its own. */
export class NativeDatabase implements Database {
  readonly #pool: Pool;
  readonly #url: string;
  readonly #listeners = new Listeners();
  readonly #listenInOrder = inOrder();
  #listening: Promise<Client> | undefined;
  #closed = false;

  private constructor(options: NativeOptions) {
    this.#url = options.url;
    this.#pool = new Pool({
      connectionString: options.url,
      max: 10,
      statement_timeout: options.statementTimeoutMs ?? 30_000,
      idle_in_transaction_session_timeout: options.transactionTimeoutMs ?? 60_000,
      types: { getTypeParser },
      options: SEARCH_PATH,
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.#pool.on('error', (error) => {
      if (!this.#closed) console.error('An idle database connection broke:', error.message);
    });
  }

  static async open(options: NativeOptions): Promise<NativeDatabase> {
    const database = new NativeDatabase(options);
    try {
      await database.query('select 1');
    } catch (error) {
      await database.close();
      throw error;
    }
    return database;
  }

  query<Row = Record<string, unknown>>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return run<Row>(this.#pool, sql, params);
  }

  async exec(sql: string): Promise<void> {
    await run(this.#pool, sql);
  }

  async transaction<Result>(work: (tx: Queryable) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect().catch(rethrow);
    let broken = false;
    try {
      const tx = inTransaction(client);
      await run(client, 'begin');
      const result = await work(tx.queryable);
      // `commit` of an aborted transaction answers ROLLBACK and no error; this statement gives the error.
      if (tx.failed()) await run(client, 'select 1');
      await run(client, 'commit');
      return result;
    } catch (error) {
      await run(client, 'rollback').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>> {
    this.#listening ??= this.#connectListener();
    const client = await this.#listening;
    if (this.#listeners.add(channel, onPayload)) {
      await this.#listenInOrder(() => run(client, `listen ${quoteIdentifier(channel)}`));
    }
    return async () => {
      if (!this.#listeners.remove(channel, onPayload) || this.#closed) return;
      const now = await (this.#listening ?? client);
      await this.#listenInOrder(() => run(now, `unlisten ${quoteIdentifier(channel)}`));
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const client = await this.#listening?.catch(() => undefined);
    await client?.end();
    await this.#pool.end();
  }

  async #connectListener(): Promise<Client> {
    const client = new Client({ connectionString: this.#url });
    client.on('notification', ({ channel, payload }) => this.#listeners.dispatch(channel, payload ?? ''));
    client.on('error', (error) => console.error('The listening connection broke:', error.message));
    client.on('end', () => {
      if (!this.#closed) setTimeout(() => this.#reconnectListener(), RECONNECT_MS).unref();
    });
    await client.connect().catch(rethrow);
    for (const channel of this.#listeners.channels()) await run(client, `listen ${quoteIdentifier(channel)}`);
    return client;
  }

  #reconnectListener(): void {
    if (this.#closed) return;
    this.#listening = this.#connectListener();
    this.#listening.catch(() => setTimeout(() => this.#reconnectListener(), RECONNECT_MS).unref());
  }
}

/** Ours where `values.ts` names the type, pg's for arrays, and text for what pg would turn into lossy objects. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  const own = parsers[oid];
  if (own) return own;
  return types.getTypeParser(oid, format);
}

function inTransaction(client: PoolClient): { queryable: Queryable; failed(): boolean } {
  let failed = false;
  const enqueue = inOrder();
  const issue = async <Row>(sql: string, params?: readonly unknown[]) => {
    try {
      return await enqueue(() => run<Row>(client, sql, params));
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  return {
    failed: () => failed,
    queryable: {
      query: <Row>(sql: string, params: readonly unknown[] = []) => issue<Row>(sql, params),
      exec: async (sql) => {
        await issue(sql);
      },
    },
  };
}

/** Runs work one after the other: a client of pg takes one statement at a time. */
function inOrder(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result;
    return result;
  };
}

/** Without `params` the simple protocol is used, which takes several statements. */
async function run<Row>(
  client: Pool | PoolClient | Client,
  sql: string,
  params?: readonly unknown[],
): Promise<Row[]> {
  try {
    const result = params ? await client.query({ text: sql, values: [...params] }) : await client.query(sql);
    return result.rows as Row[];
  } catch (error) {
    return rethrow(error);
  }
}

function rethrow(error: unknown): never {
  const fields = toFields(error);
  // Node's own codes (ECONNREFUSED) are no SQLSTATE.
  throw new DatabaseError(/^[0-9A-Z]{5}$/.test(fields.code) ? fields : { ...fields, code: '08006' });
}
