/** One tracked client; `phx_ref` tells the presences of one key apart. */
export type PresenceMeta = Record<string, unknown> & { readonly phx_ref: string };

type Presences = Record<string, { metas: PresenceMeta[] }>;

export interface PresenceDiff {
  readonly joins: Presences;
  readonly leaves: Presences;
}

/** Who is on one topic. `owner` is the tracking channel: it can track once, under its key. */
export interface PresenceBoard {
  /** In the shape of Phoenix's `presence_state`. */
  state(): Presences;
  track(owner: object, key: string, payload: Record<string, unknown>): PresenceDiff;
  /** Null when the owner was not tracked. */
  untrack(owner: object): PresenceDiff | null;
}

export function createPresenceBoard(): PresenceBoard {
  const tracked = new Map<object, { key: string; meta: PresenceMeta }>();
  let references = 0;

  return {
    state() {
      const state: Presences = Object.create(null);
      for (const { key, meta } of tracked.values()) {
        const entry = state[key] ?? { metas: [] };
        entry.metas.push(meta);
        state[key] = entry;
      }
      return state;
    },

    track(owner, key, payload) {
      const before = tracked.get(owner);
      references += 1;
      const previous = before === undefined ? {} : { phx_ref_prev: before.meta.phx_ref };
      const meta: PresenceMeta = { ...payload, ...previous, phx_ref: `r${references}` };
      tracked.set(owner, { key, meta });
      return {
        joins: { [key]: { metas: [meta] } },
        leaves: before === undefined ? {} : { [before.key]: { metas: [before.meta] } },
      };
    },

    untrack(owner) {
      const before = tracked.get(owner);
      if (before === undefined) return null;
      tracked.delete(owner);
      return { joins: {}, leaves: { [before.key]: { metas: [before.meta] } } };
    },
  };
}
