import type { Identity } from '../service.ts';
import type { ChangeSubscription } from './change-subscription.ts';
import type { Broadcast, Frame } from './protocol.ts';

/** The side of a websocket that a channel needs. */
export interface ChannelSocket {
  send(frame: Frame): void;
  sendBroadcast(topic: string, broadcast: Broadcast): void;
}

export interface ChannelOptions {
  readonly socket: ChannelSocket;
  /** As the client names it, with `realtime:`. */
  readonly topic: string;
  readonly joinRef: string | null;
  readonly private: boolean;
  /** Whether the sender hears its own broadcasts, and gets a reply to each. */
  readonly self: boolean;
  readonly ack: boolean;
  readonly presenceKey: string;
  /** Whether this client wants to hear of presences. */
  readonly presenceEnabled: boolean;
  readonly changes: readonly ChangeSubscription[];
  readonly identity: Identity;
  /** Told once, whatever ended the channel. */
  readonly onClose: (channel: Channel) => void;
}

// setTimeout fires at once for longer delays than this.
const longestTimerMs = 2 ** 31 - 1;

/** One client's membership in one topic; ends at leave, refusal, token expiry or the end of its socket. */
export class Channel {
  readonly options: ChannelOptions;
  #identity: Identity;
  #expiry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: ChannelOptions) {
    this.options = options;
    this.#identity = options.identity;
    this.#watchExpiry();
  }

  get identity(): Identity {
    return this.#identity;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** The topic as SQL knows it. */
  get name(): string {
    return channelName(this.options.topic);
  }

  /** Private and public channels of one name are two topics. */
  get key(): string {
    return topicKey(this.name, this.options.private);
  }

  /** Takes over a refreshed token. */
  identify(identity: Identity): void {
    this.#identity = identity;
    this.#watchExpiry();
  }

  push(event: string, payload: unknown): void {
    if (this.#closed) return;
    const { socket, topic, joinRef } = this.options;
    socket.send({ joinRef, ref: null, topic, event, payload });
  }

  broadcast(broadcast: Broadcast): void {
    if (!this.#closed) this.options.socket.sendBroadcast(this.options.topic, broadcast);
  }

  system(status: 'ok' | 'error', extension: string, message: string): void {
    this.push('system', { status, extension, message, channel: this.name });
  }

  /** Tells the client why and closes its channel; realtime-js then reports CLOSED and does not rejoin. */
  refuse(reason: string): void {
    if (this.#closed) return;
    this.system('error', 'system', reason);
    const { socket, topic, joinRef } = this.options;
    socket.send({ joinRef, ref: joinRef, topic, event: 'phx_close', payload: {} });
    this.close();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#expiry);
    this.options.onClose(this);
  }

  #watchExpiry(): void {
    clearTimeout(this.#expiry);
    const { exp } = this.#identity.claims;
    if (exp === undefined) return;
    const delay = Math.min(Math.max(exp * 1000 - Date.now(), 0), longestTimerMs);
    this.#expiry = setTimeout(() => {
      if (exp * 1000 > Date.now()) this.#watchExpiry();
      else this.refuse('Token has expired');
    }, delay);
    this.#expiry.unref();
  }
}

export function channelName(topic: string): string {
  return topic.replace(/^realtime:/i, '');
}

export function topicKey(name: string, isPrivate: boolean): string {
  return `${isPrivate ? 'private' : 'public'} ${name}`;
}
