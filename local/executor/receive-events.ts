import { dispatchEvent, storeEvent } from './dispatch-event.ts';
import { eventIds } from './event-id.ts';
import { type InngestEvent, isRecord, limits } from './protocol.ts';
import type { Unit } from './unit.ts';

/** What was wrong with a batch of events; nothing of it was kept. */
export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';
}

export interface ReceivedEvent {
  readonly event: InngestEvent;
  readonly externalId?: string;
  readonly storedId: string;
}

/**
 * Reads the body of `POST /e/:key`: one event or a list.
 * @param seed the `x-inngest-event-id-seed` header, so that a repeated send is known again
 * @throws InvalidEventError
 */
export function readEvents(body: unknown, seed: string | null, now: number): ReceivedEvent[] {
  const list = Array.isArray(body) ? body : [body];
  const ids = eventIds(list.length, seed, now);
  return list.map((entry: unknown, index) => {
    if (!isRecord(entry)) throw new InvalidEventError('an event must be a JSON object');
    const { name, data, ts, id } = entry;
    if (typeof name !== 'string' || !/^[^\p{Cc}]{1,256}$/u.test(name)) {
      throw new InvalidEventError('an event needs a "name" of 1 to 256 characters');
    }
    if (name.startsWith('inngest/')) {
      throw new InvalidEventError(
        `event name "${name}" is reserved: names under "inngest/" belong to the engine`,
      );
    }
    if (data !== undefined && data !== null && !isRecord(data)) {
      throw new InvalidEventError(`event "${name}": "data" must be a JSON object`);
    }
    if (ts !== undefined && ts !== null && (typeof ts !== 'number' || !Number.isFinite(ts))) {
      throw new InvalidEventError(`event "${name}": "ts" must be milliseconds since the epoch`);
    }
    if (Buffer.byteLength(JSON.stringify(entry)) > limits.eventBytes) {
      throw new InvalidEventError(`event "${name}" is larger than 3 MB`);
    }
    const storedId = ids[index] ?? '';
    const externalId = typeof id === 'string' && id !== '' ? id : undefined;
    return {
      storedId,
      externalId,
      event: { ...entry, id: externalId ?? storedId, name, data: data ?? {}, ts: ts || now },
    };
  });
}

/** Keeps events and lets them act, or holds them until the first sync when no application is known yet. */
export async function receiveEvents(
  unit: Unit,
  events: readonly ReceivedEvent[],
  hold: boolean,
): Promise<void> {
  for (const event of events) {
    if (hold) await storeEvent(unit, event, false);
    else await dispatchEvent(unit, event);
  }
}
