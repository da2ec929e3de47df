import type { Database } from '../db/database.ts';
import type { Identity } from '../service.ts';

export type Extension = 'broadcast' | 'presence';

/** How old an answer of the policies may be when something is delivered or accepted on a private channel. */
export const accessMaxAgeMs = 2_000;

/** What the policies on `realtime.messages` allow, asked again once an answer is `accessMaxAgeMs` old. */
export interface Access {
  /** Extensions this identity may read on the topic; `fresh` asks the database even when an answer is at hand. */
  readable(topic: string, identity: Identity, fresh?: boolean): Promise<readonly Extension[]>;
  writable(topic: string, extension: Extension, identity: Identity): Promise<boolean>;
  /** Drops answers that are too old to be used. */
  forgetOld(): void;
}

export function createAccess(db: Database, now: () => number = Date.now): Access {
  const answers = new Map<string, { at: number; answer: Promise<unknown> }>();

  function remember<Answer>(key: string, fresh: boolean, ask: () => Promise<Answer>): Promise<Answer> {
    const known = answers.get(key);
    if (!fresh && known !== undefined && now() - known.at < accessMaxAgeMs)
      return known.answer as Promise<Answer>;
    const answer = ask();
    answers.set(key, { at: now(), answer });
    // A failed question must be asked again, not remembered as a failure.
    answer.catch(() => answers.delete(key));
    return answer;
  }

  return {
    readable(topic, identity, fresh = false) {
      const claims = JSON.stringify(identity.claims);
      return remember(`read ${identity.role} ${claims} ${topic}`, fresh, async () => {
        const [row] = await db.query<{ readable: Extension[] }>(
          'select realtime._readable($1, $2, $3) as readable',
          [topic, identity.role, claims],
        );
        return row?.readable ?? [];
      });
    },

    writable(topic, extension, identity) {
      const claims = JSON.stringify(identity.claims);
      return remember(`write ${extension} ${identity.role} ${claims} ${topic}`, false, async () => {
        const [row] = await db.query<{ writable: boolean }>(
          'select realtime._writable($1, $2, $3, $4) as writable',
          [topic, extension, identity.role, claims],
        );
        return row?.writable ?? false;
      });
    },

    forgetOld() {
      for (const [key, { at }] of answers) {
        if (now() - at >= accessMaxAgeMs) answers.delete(key);
      }
    },
  };
}
