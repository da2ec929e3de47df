import type { Database } from '../db/database.ts';
import type { Hub } from './hub.ts';

/** Publishes rows of `realtime.messages` in the order in which their ids were notified. */
export function createMessageFeed(db: Database, hub: Hub): { add(id: string): Promise<void> } {
  let waiting: string[] = [];
  let running: Promise<void> | null = null;

  async function publishAll(): Promise<void> {
    while (waiting.length > 0) {
      const ids = waiting;
      waiting = [];
      const rows = await db.query<{
        id: string;
        topic: string;
        event: string | null;
        private: boolean;
        payload: unknown;
      }>(
        `select id, topic, event, private, payload
         from unnest($1::uuid[]) with ordinality as notified (message_id, position)
         join realtime.messages on id = message_id
         order by position`,
        [ids],
      );
      for (const { id, topic, event, private: isPrivate, payload } of rows) {
        // Delivery keeps its own order per topic; one topic's readers must not hold up another's.
        void hub.publish(topic, isPrivate, { event: event ?? '', payload, messageId: id });
      }
    }
  }

  return {
    add(id) {
      waiting.push(id);
      running ??= publishAll().finally(() => {
        running = null;
      });
      return running;
    },
  };
}
