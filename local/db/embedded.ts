import { AsyncLocalStorage } from 'node:async_hooks';
import { type Database, DatabaseError, type Queryable } from './database.ts';
import { quoteIdentifier } from './identifier.ts';
import { Listeners } from './listeners.ts';
import { startMaintenance } from './maintain.ts';
import type { WorkerOptions } from './worker.ts';
import { type Command, WorkerLink } from './worker-link.ts';

export interface EmbeddedOptions extends WorkerOptions {
  /** Longest a single statement may run; 30,000 by default. */
  readonly statementTimeoutMs?: number;
  /** Longest a transaction may hold the only connection; 60,000 by default. */
  readonly transactionTimeoutMs?: number;
}

/** A turn on the only connection; `active` ends with the turn. */
interface Turn {
  active: boolean;
}

/** `Database` over one PGlite worker: turns are queued first come, first served; a killed worker is opened again. */
export class EmbeddedDatabase implements Database {
  readonly #options: EmbeddedOptions;
  readonly #listeners = new Listeners();
  readonly #inTurn = new AsyncLocalStorage<Turn>();
  readonly #maintenance: { stop(): void };
  readonly #statementTimeoutMs: number;
  readonly #transactionTimeoutMs: number;
  #link: Promise<WorkerLink> | undefined;
  /** The end of the worker before this one. */
  #previous: Promise<void> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #turns = 0;
  #closed = false;

  private constructor(options: EmbeddedOptions) {
    this.#options = options;
    this.#statementTimeoutMs = options.statementTimeoutMs ?? 30_000;
    this.#transactionTimeoutMs = options.transactionTimeoutMs ?? 60_000;
    this.#maintenance = startMaintenance(
      (sql) => this.#turn((send) => send({ kind: 'query', sql, params: [], begin: false }, 300_000)),
      () => ({ idle: this.#waiting === 0, turns: this.#turns }),
    );
  }

  static async open(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
    const database = new EmbeddedDatabase(options);
    try {
      await database.#connect();
    } catch (error) {
      await database.close();
      throw error;
    }
    return database;
  }

  query<Row = Record<string, unknown>>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.#turn((send) => send({ kind: 'query', sql, params, begin: false })) as Promise<Row[]>;
  }

  async exec(sql: string): Promise<void> {
    await this.#turn((send) => send({ kind: 'exec', sql, begin: false }));
  }

  transaction<Result>(work: (tx: Queryable) => Promise<Result>): Promise<Result> {
    return this.#turn((send, turn) => this.#transact(send, turn, work));
  }

  async listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>> {
    if (this.#listeners.add(channel, onPayload)) await this.exec(`listen ${quoteIdentifier(channel)}`);
    return async () => {
      if (this.#listeners.remove(channel, onPayload) && !this.#closed) {
        await this.exec(`unlisten ${quoteIdentifier(channel)}`);
      }
    };
  }

  /** The whole database as a tar archive that `snapshot` takes. */
  async dump(): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.#turn((send) => send({ kind: 'dump' }, 120_000))) as Uint8Array<ArrayBuffer>;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#maintenance.stop();
    await this.#queue.catch(() => undefined);
    const link = await this.#link?.catch(() => undefined);
    await link?.close(this.#statementTimeoutMs);
    await this.#previous;
  }

  /** The worker, opened again when the last one died. Nothing is missed meanwhile: only our own turns can notify. */
  #connect(): Promise<WorkerLink> {
    this.#link ??= this.#open();
    return this.#link;
  }

  async #open(): Promise<WorkerLink> {
    await this.#previous;
    if (this.#previous && this.#options.dataDir === undefined) {
      const message = 'The in-memory database is gone: its worker was ended.';
      throw new DatabaseError({ code: '57P01', message });
    }
    const { dataDir, snapshot } = this.#options;
    const link = new WorkerLink(
      { dataDir, snapshot },
      (channel, payload) => this.#listeners.dispatch(channel, payload),
      () => {
        this.#link = undefined;
        this.#previous = link.exited;
      },
    );
    await link.ready;
    for (const channel of this.#listeners.channels()) {
      const sql = `listen ${quoteIdentifier(channel)}`;
      await link.send({ kind: 'exec', sql, begin: false }, this.#statementTimeoutMs);
    }
    return link;
  }

  /** Runs `work` when all earlier turns have ended. */
  #turn<Result>(
    work: (send: (command: Command, timeoutMs?: number) => Promise<unknown>, turn: Turn) => Promise<Result>,
  ): Promise<Result> {
    if (this.#closed) {
      return Promise.reject(new DatabaseError({ code: '57P03', message: 'The database is closed.' }));
    }
    if (this.#inTurn.getStore()?.active) {
      const message = 'Use the transaction that was handed out: it holds the only connection until it ends.';
      return Promise.reject(new DatabaseError({ code: '25001', message }));
    }
    this.#waiting += 1;
    const result = this.#queue.then(async () => {
      const turn: Turn = { active: true };
      const link = await this.#connect();
      const send = (command: Command, timeoutMs = this.#statementTimeoutMs) => link.send(command, timeoutMs);
      try {
        return await work(send, turn);
      } finally {
        turn.active = false;
        this.#turns += 1;
      }
    });
    this.#queue = result.then(
      () => this.#leave(),
      () => this.#leave(),
    );
    return result;
  }

  #leave(): void {
    this.#waiting -= 1;
  }

  async #transact<Result>(
    send: (command: Command) => Promise<unknown>,
    turn: Turn,
    work: (tx: Queryable) => Promise<Result>,
  ): Promise<Result> {
    let begun = false;
    let failed = false;
    const issue = async (
      command: { kind: 'query'; sql: string; params: readonly unknown[] } | { kind: 'exec'; sql: string },
    ) => {
      if (!turn.active) throw new DatabaseError({ code: '25P01', message: 'The transaction has ended.' });
      const begin = !begun;
      begun = true;
      try {
        return await send({ ...command, begin });
      } catch (error) {
        failed = true;
        // What could not even be sent has begun nothing; the next statement must not run outside of a transaction.
        if (begin && !(error instanceof DatabaseError)) begun = false;
        throw error;
      }
    };
    const tx: Queryable = {
      query: <Row>(sql: string, params: readonly unknown[] = []) =>
        issue({ kind: 'query', sql, params }) as Promise<Row[]>,
      exec: async (sql) => {
        await issue({ kind: 'exec', sql });
      },
    };
    const end = (sql: string) => (begun ? send({ kind: 'exec', sql, begin: false }) : undefined);
    try {
      const result = await this.#inTurn.run(turn, () => this.#withinTime(() => work(tx)));
      turn.active = false;
      // `commit` of an aborted transaction answers ROLLBACK and no error; this statement gives the error.
      if (failed && begun) await send({ kind: 'query', sql: 'select 1', params: [], begin: false });
      await end('commit');
      return result;
    } catch (error) {
      turn.active = false;
      await end('rollback')?.catch(() => undefined);
      throw error;
    }
  }

  /** A transaction that waits for something else than the database would otherwise block everybody for ever. */
  async #withinTime<Result>(work: () => Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const message = `terminating connection due to transaction timeout (${this.#transactionTimeoutMs} ms)`;
        reject(new DatabaseError({ code: '25P04', message }));
      }, this.#transactionTimeoutMs);
    });
    try {
      return await Promise.race([work(), expired]);
    } finally {
      clearTimeout(timer);
    }
  }
}
