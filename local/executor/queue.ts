import { type Database, DatabaseError } from '../db/database.ts';
import type { ClaimedTask } from './apply-outcome.ts';
import { type ClaimedCall, claimCalls, releaseOrphans } from './claim-calls.ts';
import type { Clock } from './clock.ts';
import { fireTimers, nextTimer } from './fire-timers.ts';
import type { Registry } from './registry.ts';
import { transact } from './transact.ts';

export interface QueueOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: () => Registry;
  readonly epoch: number;
  /** How many calls may be in flight at once, over all functions. */
  readonly concurrency: number;
  /** Whether the app is known to answer; nothing is claimed until then. */
  readonly ready: () => boolean;
  /** Carries a call through to its commit. */
  readonly execute: (task: ClaimedTask) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Another executor has taken over this database. */
  readonly onSuperseded: () => void;
}

export interface Queue {
  /** Something was committed that may be due: look again. */
  wake(): void;
  /** Starts nothing more; resolves when the look in progress has ended. Calls in flight go on. */
  stop(): Promise<void>;
  /** Resolves when no call is in flight. */
  idle(): Promise<void>;
}

/** Starts calls as they become due. It sleeps until a commit wakes it or the earliest deadline passes; it never polls. */
export function createQueue(options: QueueOptions): Queue {
  const slots = new Map<string, number>();
  const inFlight = new Map<ClaimedCall, Promise<void>>();
  let stopped = false;
  let dirty = false;
  /** The last look ended for want of room. */
  let starved = false;
  /** A claim may have been committed without our knowing. */
  let unsure = false;
  let looking: Promise<void> | undefined;
  let cancelTimer = () => {};

  function wake(): void {
    dirty = true;
    if (stopped || looking !== undefined) return;
    looking = look().finally(() => {
      looking = undefined;
      if (dirty) wake();
    });
  }

  async function look(): Promise<void> {
    while (dirty && !stopped) {
      dirty = false;
      try {
        if (unsure) await releaseOrphans(options.db, options.epoch, inFlight.keys());
        unsure = false;
        await startDueCalls();
        await settleTimers();
      } catch (error) {
        if (stopped) return;
        options.onError(error);
        unsure = true;
        sleepUntil(options.clock.now() + (error instanceof DatabaseError ? 1_000 : 250));
      }
    }
  }

  async function startDueCalls(): Promise<void> {
    if (!options.ready()) return;
    for (;;) {
      const room = options.concurrency - inFlight.size;
      starved = room <= 0;
      if (starved) return;
      const claim = await claimCalls({
        ...options,
        registry: options.registry(),
        now: options.clock.now(),
        room,
        slots,
      });
      if (claim === 'superseded') {
        stopped = true;
        options.onSuperseded();
        return;
      }
      claim.tasks.forEach(start);
      if (!claim.more) return;
    }
  }

  function start(task: ClaimedCall): void {
    for (const slot of task.slots) slots.set(slot, (slots.get(slot) ?? 0) + 1);
    const running = options
      .execute(task)
      .catch(options.onError)
      .finally(() => {
        for (const slot of task.slots) {
          const count = (slots.get(slot) ?? 1) - 1;
          if (count === 0) slots.delete(slot);
          else slots.set(slot, count);
        }
        // The commit of the result has woken the queue; only a place that became free is news.
        inFlight.delete(task);
        if (starved || task.slots.length > 0) wake();
      });
    inFlight.set(task, running);
  }

  async function settleTimers(): Promise<void> {
    const at = await nextTimer(options.db, options.clock.now());
    if (at === undefined) return cancelTimer();
    if (at > options.clock.now()) return sleepUntil(at);
    await transact(options.db, options.registry(), options.clock.now(), fireTimers);
    dirty = true;
  }

  function sleepUntil(at: number): void {
    cancelTimer();
    cancelTimer = options.clock.schedule(at, wake);
  }

  return {
    wake,
    async stop() {
      stopped = true;
      cancelTimer();
      await looking;
      cancelTimer();
    },
    async idle() {
      while (inFlight.size > 0) await Promise.race(inFlight.values());
    },
  };
}
