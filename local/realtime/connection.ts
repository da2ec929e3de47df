import type { RawData, WebSocket } from 'ws';
import type { Identity } from '../service.ts';
import type { Access } from './access.ts';
import { Channel, type ChannelSocket, channelName } from './channel.ts';
import { type Hub, unauthorizedRead, unauthorizedWrite } from './hub.ts';
import { identifyToken, parseJoin, type VerifyToken } from './join.ts';
import { createRate, type RealtimeLimits } from './limits.ts';
import {
  decodeFrame,
  encodeBroadcast,
  encodeFrame,
  type Frame,
  isRecord,
  ProtocolError,
  type ProtocolVersion,
} from './protocol.ts';

// Frames held in memory at most; beyond it the socket is not read, and TCP slows the sender down.
const mostWaiting = 32;

export interface ConnectionOptions {
  readonly ws: WebSocket;
  readonly version: ProtocolVersion;
  /** Whom the API key stands for that opened the socket. */
  readonly keyIdentity: Identity;
  readonly hub: Hub;
  readonly access: Access;
  readonly verify: VerifyToken;
  readonly limits: RealtimeLimits;
}

/** Serves one websocket until it closes. */
export function serveConnection({
  ws,
  version,
  keyIdentity,
  hub,
  access,
  verify,
  limits,
}: ConnectionOptions): {
  /** Ends a socket that has been silent for too long. */
  checkSilence(now: number): void;
} {
  const channels = new Map<string, Channel>();
  const messageRate = createRate(limits.messagesPerSecond);
  const joinRate = createRate(limits.joinsPerSecond);
  let lastHeard = Date.now();
  // Frames are served one after the other, so that a broadcast right after its join finds the channel.
  let inbox = Promise.resolve();
  let waiting = 0;

  const socket: ChannelSocket = {
    send: (frame) => write(encodeFrame(version, frame)),
    sendBroadcast(topic, broadcast) {
      const encoded = encodeBroadcast(version, topic, broadcast);
      if (encoded !== null) write(encoded);
    },
  };

  function write(data: string | Buffer): void {
    if (ws.readyState !== ws.OPEN) return;
    // A reader that does not keep up must not take the server's memory; it reads again after reconnecting.
    if (ws.bufferedAmount > limits.bufferedBytes) ws.terminate();
    else ws.send(data);
  }

  function reply(frame: Frame, status: 'ok' | 'error', response: object = {}): void {
    const { joinRef, ref, topic } = frame;
    socket.send({ joinRef, ref, topic, event: 'phx_reply', payload: { status, response } });
  }

  async function join(frame: Frame): Promise<void> {
    channels.get(frame.topic)?.close();
    if (!/^realtime:./i.test(frame.topic)) return reply(frame, 'error', { reason: 'unmatched topic' });
    if (channels.size >= limits.channelsPerSocket) {
      return reply(frame, 'error', { reason: 'ChannelRateLimitReached: Too many channels' });
    }
    if (!joinRate.take()) {
      return reply(frame, 'error', { reason: 'ClientJoinRateLimitReached: Too many joins per second' });
    }
    const name = channelName(frame.topic);
    const request = parseJoin(frame.payload);
    const identity = await identifyToken(request.accessToken, keyIdentity, verify);
    const readable = request.private
      ? await access.readable(name, identity, true)
      : ['broadcast', 'presence'];
    if (!readable.includes('broadcast')) return reply(frame, 'error', { reason: unauthorizedRead(name) });
    if (ws.readyState !== ws.OPEN) return;

    const { topic, joinRef } = frame;
    const channel = new Channel({ ...request, socket, topic, joinRef, identity, onClose: forget });
    channels.set(topic, channel);
    hub.add(channel);
    const bindings = request.changes.map(({ id, request: asked }) => ({ ...asked, id }));
    reply(frame, 'ok', { postgres_changes: bindings });
    if (request.changes.length > 0) channel.system('ok', 'postgres_changes', 'Subscribed to PostgreSQL');
    if (request.presenceEnabled && readable.includes('presence')) hub.sendPresenceState(channel);
  }

  function forget(channel: Channel): void {
    if (channels.get(channel.options.topic) === channel) channels.delete(channel.options.topic);
    hub.remove(channel);
  }

  async function renew(channel: Channel, payload: unknown): Promise<void> {
    const token = isRecord(payload) && typeof payload.access_token === 'string' ? payload.access_token : null;
    if (token === null || token.startsWith('sb_')) return;
    try {
      const identity = await identifyToken(token, keyIdentity, verify);
      channel.identify(identity);
    } catch (error) {
      return channel.refuse((error as Error).message);
    }
    if (!channel.options.private) return;
    const readable = await access.readable(channel.name, channel.identity, true);
    if (!readable.includes('broadcast')) channel.refuse(unauthorizedRead(channel.name));
  }

  async function mayWrite(
    frame: Frame,
    channel: Channel,
    extension: 'broadcast' | 'presence',
  ): Promise<boolean> {
    if (!channel.options.private) return true;
    if (await access.writable(channel.name, extension, channel.identity)) return true;
    reply(frame, 'error', { reason: unauthorizedWrite(channel.name) });
    return false;
  }

  async function broadcast(frame: Frame, channel: Channel): Promise<void> {
    const message = frame.payload;
    if (!isRecord(message) || typeof message.event !== 'string') {
      return reply(frame, 'error', { reason: 'a broadcast needs an event' });
    }
    if (message.persist !== undefined) {
      return reply(frame, 'error', { reason: '"persist" is not supported by the embedded Realtime' });
    }
    if (!(await mayWrite(frame, channel, 'broadcast'))) return;
    const { self, ack, private: isPrivate } = channel.options;
    const content = { event: message.event, payload: message.payload ?? {} };
    // Not awaited: a slow permission check of another reader must not hold up this writer.
    void hub.publish(channel.name, isPrivate, content, self ? undefined : channel);
    if (ack) reply(frame, 'ok');
  }

  async function presence(frame: Frame, channel: Channel): Promise<void> {
    const message = isRecord(frame.payload) ? frame.payload : {};
    const event = typeof message.event === 'string' ? message.event.toLowerCase() : '';
    if (event !== 'track' && event !== 'untrack') {
      return reply(frame, 'error', { reason: 'UnknownPresenceEvent: the events are track and untrack' });
    }
    if (event === 'track') {
      if (!(await mayWrite(frame, channel, 'presence'))) return;
      hub.track(channel, isRecord(message.payload) ? message.payload : {});
    } else {
      hub.untrack(channel);
    }
    reply(frame, 'ok');
  }

  async function serve(frame: Frame): Promise<void> {
    if (frame.topic === 'phoenix' && frame.event === 'heartbeat') return reply(frame, 'ok');
    if (frame.event === 'phx_join') {
      return await join(frame).catch((error: unknown) =>
        reply(frame, 'error', { reason: publicReason(error) }),
      );
    }
    const channel = channels.get(frame.topic);
    if (channel === undefined || (frame.joinRef !== null && frame.joinRef !== channel.options.joinRef)) {
      return reply(frame, 'error', { reason: 'unmatched topic' });
    }
    if (!messageRate.take()) {
      return channel.refuse('MessagePerSecondRateLimitReached: Too many messages per second');
    }
    switch (frame.event) {
      case 'phx_leave':
        channel.close();
        return reply(frame, 'ok');
      case 'access_token':
        return await renew(channel, frame.payload);
      case 'broadcast':
        return await broadcast(frame, channel);
      case 'presence':
        return await presence(frame, channel);
      default:
        return reply(frame, 'error', { reason: `the event "${frame.event}" is not known` });
    }
  }

  async function receive(data: Buffer, isBinary: boolean): Promise<void> {
    if (ws.readyState !== ws.OPEN) return;
    try {
      await serve(decodeFrame(version, data, isBinary));
    } catch (error) {
      if (error instanceof ProtocolError) return ws.close(1003, error.message.slice(0, 120));
      console.error('A Realtime frame could not be served:', error);
      ws.close(1011, 'internal error');
    }
  }

  ws.on('message', (data: RawData, isBinary: boolean) => {
    lastHeard = Date.now();
    waiting += 1;
    if (waiting === mostWaiting) ws.pause();
    inbox = inbox
      .then(() => receive(data as Buffer, isBinary))
      .then(() => {
        waiting -= 1;
        if (ws.isPaused) ws.resume();
      });
  });
  ws.on('error', () => ws.terminate());
  ws.on('close', () => {
    for (const channel of [...channels.values()]) channel.close();
  });

  return {
    checkSilence(now) {
      if (now - lastHeard > limits.silenceMs) ws.terminate();
    },
  };
}

/** What a join may be told: our own messages, nothing of the database's. */
function publicReason(error: unknown): string {
  if (error instanceof Error && error.name === 'Error') return error.message;
  console.error('A Realtime channel could not be joined:', error);
  return 'UnknownErrorOnChannel: the channel could not be joined';
}
