/** What one websocket may ask for; hosted Supabase has the same kinds of limits, by plan. */
export interface RealtimeLimits {
  /** Bytes of one frame or REST broadcast. */
  readonly frameBytes: number;
  readonly channelsPerSocket: number;
  readonly joinsPerSecond: number;
  readonly messagesPerSecond: number;
  /** Bytes waiting for a slow reader, after which its socket is closed. */
  readonly bufferedBytes: number;
  /** Silence after which a socket is taken for dead; clients send a heartbeat every 25 s. */
  readonly silenceMs: number;
  readonly sockets: number;
}

export const defaultLimits: RealtimeLimits = {
  frameBytes: 1024 * 1024,
  channelsPerSocket: 100,
  joinsPerSecond: 50,
  messagesPerSecond: 100,
  bufferedBytes: 8 * 1024 * 1024,
  silenceMs: 60_000,
  sockets: 1_000,
};

/** A token bucket that holds `perSecond` twice over; `take` says whether one more is allowed now. */
export function createRate(perSecond: number, now: () => number = Date.now): { take(): boolean } {
  const capacity = perSecond * 2;
  let tokens = capacity;
  let last = now();
  return {
    take() {
      const time = now();
      tokens = Math.min(capacity, tokens + ((time - last) / 1000) * perSecond);
      last = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
