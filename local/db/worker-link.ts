import { Worker } from 'node:worker_threads';
import { DatabaseError } from './database.ts';
import type { Reply, Request, WorkerOptions } from './worker.ts';

/** A `Request` before it is numbered. */
export type Command = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timeoutMs: number;
}

/**
 * One PGlite in one worker thread. Commands run in the order of `send`; when the oldest outlives its time, the thread is
 * terminated (PGlite ignores `statement_timeout`), everything pending is rejected with 57014 and the link is dead.
 */
export class WorkerLink {
  readonly ready: Promise<{ postgresMajor: number }>;
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #onNotify: (channel: string, payload: string) => void;
  readonly #onDeath: () => void;
  /** Resolves when the thread has ended: not before may another one open the same directory. */
  readonly exited: Promise<void>;
  #nextId = 1;
  #timer: NodeJS.Timeout | undefined;
  #dead: DatabaseError | undefined;

  /** `onDeath` is called once, as soon as no further command can succeed. */
  constructor(
    options: WorkerOptions,
    onNotify: (channel: string, payload: string) => void,
    onDeath: () => void,
  ) {
    this.#onNotify = onNotify;
    this.#onDeath = onDeath;
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: options });
    this.exited = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on('message', (reply: Reply) => {
        if (reply.kind === 'ready') resolve({ postgresMajor: reply.version });
        else if (reply.kind === 'failed') reject(new DatabaseError(reply.error));
        else this.#receive(reply);
      });
      this.#worker.once('error', (error) => {
        const crash = new DatabaseError({ code: '57P02', message: `The database crashed: ${error.message}` });
        reject(crash);
        this.#die(crash);
      });
      this.#worker.once('exit', () => {
        const gone = new DatabaseError({ code: '57P01', message: 'The database has ended.' });
        reject(gone);
        this.#die(gone);
      });
    });
    this.ready.catch(() => this.#worker.terminate());
  }

  /** Rejects with `DatabaseError`. `timeoutMs` counts from the moment the command is the oldest one. */
  send(command: Command, timeoutMs: number): Promise<unknown> {
    if (this.#dead) return Promise.reject(this.#dead);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ ...command, id });
      this.#pending.set(id, { resolve, reject, timeoutMs });
      if (this.#pending.size === 1) this.#watch();
    });
  }

  /** Ends the thread after what was sent has run. */
  async close(timeoutMs: number): Promise<void> {
    if (this.#dead) return;
    await this.send({ kind: 'close' }, timeoutMs).catch(() => this.#worker.terminate());
    await this.exited;
  }

  #receive(reply: Exclude<Reply, { kind: 'ready' | 'failed' }>): void {
    if (reply.kind === 'notify') {
      this.#onNotify(reply.channel, reply.payload);
      return;
    }
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    this.#pending.delete(reply.id);
    this.#watch();
    if (reply.kind === 'result') pending.resolve(reply.value);
    else pending.reject(new DatabaseError(reply.error));
  }

  /** Times the oldest pending command, which is the one that runs. */
  #watch(): void {
    clearTimeout(this.#timer);
    const oldest = this.#pending.entries().next().value;
    if (!oldest) return;
    const [id, { timeoutMs }] = oldest;
    this.#timer = setTimeout(() => {
      // The main loop may have been blocked itself: let an answer that has already arrived count first.
      setImmediate(() => setImmediate(() => this.#pending.has(id) && this.#expire(timeoutMs)));
    }, timeoutMs);
  }

  #expire(timeoutMs: number): void {
    this.#die(
      new DatabaseError({
        code: '57014',
        message: `canceling statement due to statement timeout (${timeoutMs} ms)`,
      }),
    );
    void this.#worker.terminate();
  }

  #die(error: DatabaseError): void {
    clearTimeout(this.#timer);
    if (this.#dead) return;
    this.#dead = error;
    this.#onDeath();
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}
