/** Time as the executor sees it, so that tests can skip hours of back-off. All times are milliseconds since the epoch. */
export interface Clock {
  now(): number;
  /** Runs `wake` once `now()` has reached `at`. Returns the way to call it off. */
  schedule(at: number, wake: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(at, wake) {
    const timer = setTimeout(wake, Math.min(Math.max(0, at - Date.now()), longestTimeout));
    return () => clearTimeout(timer);
  },
};

/** Node turns longer delays into 1 ms; waking early is harmless, the queue looks again. */
const longestTimeout = 2 ** 31 - 1;
