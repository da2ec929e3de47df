import type { Clock } from './clock.ts';

/** Runs along with the machine's clock and can be moved on. */
export class TestClock implements Clock {
  private offset = 0;
  private readonly waiting = new Map<() => void, { at: number; timer: NodeJS.Timeout }>();

  now(): number {
    return Date.now() + this.offset;
  }

  schedule(at: number, wake: () => void): () => void {
    const entry = () => {
      this.drop(entry);
      wake();
    };
    const timer = setTimeout(entry, Math.min(Math.max(0, at - this.now()), 2 ** 31 - 1));
    this.waiting.set(entry, { at, timer });
    return () => this.drop(entry);
  }

  advance(ms: number): void {
    this.offset += ms;
    for (const [entry, { at }] of [...this.waiting]) {
      if (at <= this.now()) entry();
    }
  }

  private drop(entry: () => void): void {
    clearTimeout(this.waiting.get(entry)?.timer);
    this.waiting.delete(entry);
  }
}
