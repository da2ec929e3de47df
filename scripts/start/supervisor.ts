import type { Child } from './child.ts';

/** The children of a start, and their end: in order, and exactly once. */
export interface Supervisor {
  /** Adds a child that must live as long as Cairn; its end ends everything. Children are stopped in the order added. */
  watch(name: string, child: Child): void;
  /** Settles with the reason when something ends Cairn: a signal, or a child that is gone. */
  readonly over: Promise<string | null>;
  /** Ends Cairn from inside. */
  finish(reason: string | null): void;
  stopAll(): Promise<void>;
  killAll(): void;
}

// The executor alone may take 5 s to let running steps finish.
const graceMs = 20_000;

export function createSupervisor(): Supervisor {
  const children: Child[] = [];
  let finish: (reason: string | null) => void = () => {};
  const over = new Promise<string | null>((resolve) => {
    finish = resolve;
  });

  return {
    over,
    finish: (reason) => finish(reason),
    watch(name, child) {
      children.push(child);
      void child.ended.then(({ code, signal }) =>
        finish(`${name} ended by itself (${signal ?? `code ${code}`}).`),
      );
    },
    async stopAll() {
      for (const child of children) await child.stop(graceMs);
    },
    killAll() {
      for (const child of children) child.kill();
    },
  };
}
