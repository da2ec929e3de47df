import type { Access, Extension } from './access.ts';
import { type Channel, topicKey } from './channel.ts';
import { createPresenceBoard, type PresenceBoard, type PresenceDiff } from './presence.ts';
import type { Broadcast } from './protocol.ts';

interface Topic {
  readonly channels: Set<Channel>;
  readonly presence: PresenceBoard;
  /** Deliveries wait for each other: checking a permission must not let a later message overtake. */
  tail: Promise<void>;
}

/** Who is on which topic, and the delivery to them. Every private delivery goes past the policies. */
export interface Hub {
  add(channel: Channel): void;
  /** Broadcasts on the topic; `except` is a sender that does not want to hear itself. Resolves once delivered. */
  publish(name: string, isPrivate: boolean, broadcast: Broadcast, except?: Channel): Promise<void>;
  track(channel: Channel, payload: Record<string, unknown>): void;
  untrack(channel: Channel): void;
  sendPresenceState(channel: Channel): void;
  remove(channel: Channel): void;
  /** Asks the policies again for every private channel, and closes those that may no longer read. */
  recheck(): Promise<void>;
  channels(): Iterable<Channel>;
}

export function createHub(access: Access): Hub {
  const topics = new Map<string, Topic>();
  const members = new Set<Channel>();

  function topicOf(channel: Channel): Topic {
    let topic = topics.get(channel.key);
    if (topic === undefined) {
      topic = { channels: new Set(), presence: createPresenceBoard(), tail: Promise.resolve() };
      topics.set(channel.key, topic);
    }
    return topic;
  }

  /** Whether the channel may still hear `extension`; closes it when it may hear nothing any more. */
  async function mayHear(channel: Channel, extension: Extension): Promise<boolean> {
    if (channel.closed || !channel.options.private) return !channel.closed;
    const { identity } = channel;
    const readable = await access.readable(channel.name, identity).catch((error: unknown) => {
      console.error(`The permission to read ${channel.name} could not be checked:`, error);
      return null;
    });
    if (readable === null) return false;
    // A token that was refreshed meanwhile was checked when it came.
    if (!readable.includes('broadcast') && channel.identity === identity) {
      channel.refuse(unauthorizedRead(channel.name));
    }
    return !channel.closed && readable.includes(extension);
  }

  function deliver(topic: Topic, extension: Extension, send: (channel: Channel) => void): Promise<void> {
    topic.tail = topic.tail
      .then(async () => {
        await Promise.all(
          [...topic.channels].map(async (channel) => {
            if (await mayHear(channel, extension)) send(channel);
          }),
        );
      })
      // One delivery that fails must not silence the topic for good.
      .catch((error: unknown) => console.error('A Realtime delivery failed:', error));
    return topic.tail;
  }

  function announce(topic: Topic, diff: PresenceDiff | null): void {
    if (diff === null) return;
    void deliver(topic, 'presence', (channel) => {
      if (channel.options.presenceEnabled) channel.push('presence_diff', diff);
    });
  }

  return {
    add(channel) {
      topicOf(channel).channels.add(channel);
      members.add(channel);
    },

    publish(name, isPrivate, broadcast, except) {
      const topic = topics.get(topicKey(name, isPrivate));
      if (topic === undefined) return Promise.resolve();
      return deliver(topic, 'broadcast', (channel) => {
        if (channel !== except) channel.broadcast(broadcast);
      });
    },

    track(channel, payload) {
      const topic = topicOf(channel);
      announce(topic, topic.presence.track(channel, channel.options.presenceKey, payload));
    },

    untrack(channel) {
      const topic = topicOf(channel);
      announce(topic, topic.presence.untrack(channel));
    },

    sendPresenceState(channel) {
      channel.push('presence_state', topicOf(channel).presence.state());
    },

    remove(channel) {
      const topic = topics.get(channel.key);
      members.delete(channel);
      if (topic === undefined) return;
      topic.channels.delete(channel);
      const diff = topic.presence.untrack(channel);
      if (topic.channels.size === 0) topics.delete(channel.key);
      else announce(topic, diff);
    },

    async recheck() {
      access.forgetOld();
      for (const channel of [...members]) {
        if (channel.options.private) await mayHear(channel, 'broadcast');
      }
    },

    channels: () => members,
  };
}

export function unauthorizedRead(name: string): string {
  return `Unauthorized: You do not have permissions to read from this Channel topic: ${name}`;
}

export function unauthorizedWrite(name: string): string {
  return `Unauthorized: You do not have permissions to write to this Channel topic: ${name}`;
}
