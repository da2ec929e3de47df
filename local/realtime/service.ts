import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Database } from '../db/database.ts';
import type { Identity, ServiceHandler } from '../service.ts';
import { createAccess } from './access.ts';
import { createBroadcastEndpoint } from './broadcast-endpoint.ts';
import { createChangeFeed } from './changes.ts';
import { serveConnection } from './connection.ts';
import { createHub } from './hub.ts';
import type { VerifyToken } from './join.ts';
import { defaultLimits, type RealtimeLimits } from './limits.ts';
import { createMessageFeed } from './messages.ts';
import type { ProtocolVersion } from './protocol.ts';

export interface RealtimeOptions {
  readonly db: Database;
  readonly verify: VerifyToken;
  /** Whom an API key stands for; null for a key that is not known. */
  readonly identifyKey: (key: string) => Identity | null;
  readonly limits?: Partial<RealtimeLimits>;
  readonly recheckMs?: number;
}

export interface RealtimeService {
  /** Answers an HTTP upgrade on `/realtime/v1/websocket`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Broadcasts over HTTP. */
  readonly handle: ServiceHandler;
  close(): Promise<void>;
}

// Together with `accessMaxAgeMs` this tells a removed member, even of a silent channel, within 5 s.
const defaultRecheckMs = 1_500;
const silenceCheckMs = 15_000;
const cleaningMs = 60 * 60 * 1000;

/** The Realtime server: broadcast, presence, Postgres Changes, over protocols 1.0.0 and 2.0.0. */
export async function createRealtimeService(options: RealtimeOptions): Promise<RealtimeService> {
  const { db, verify, identifyKey, recheckMs = defaultRecheckMs } = options;
  const limits: RealtimeLimits = { ...defaultLimits, ...options.limits };
  const access = createAccess(db);
  const hub = createHub(access);
  const changes = createChangeFeed(db, hub.channels);
  const messages = createMessageFeed(db, hub);
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes });
  const connections = new Set<ReturnType<typeof serveConnection>>();

  // Changes that were on their way when the last process ended concern nobody who is connected now.
  await db.query('delete from realtime._changes');
  await deleteOldMessages(db);
  const stopListening = [
    await db.listen('realtime_messages', (id) => guard('A broadcast', messages.add(id))),
    await db.listen('realtime_changes', () => guard('Postgres Changes', changes.drain())),
  ];
  const timers = [
    every(recheckMs, 'The check of private channels', () => hub.recheck()),
    every(cleaningMs, 'The cleaning of old messages', () => deleteOldMessages(db)),
    every(silenceCheckMs, 'The check for silent sockets', async () => {
      for (const connection of connections) connection.checkSilence(Date.now());
    }),
  ];

  return {
    handleUpgrade(request, socket, head) {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const keyIdentity = identifyKey(searchParams.get('apikey') ?? String(request.headers.apikey ?? ''));
      if (keyIdentity === null) return rejectUpgrade(socket, 401, 'The API key is missing or not known.');
      const version = searchParams.get('vsn') ?? '2.0.0';
      if (!isVersion(version)) {
        return rejectUpgrade(socket, 400, `vsn=${version} is not supported: 1.0.0 and 2.0.0 are.`);
      }
      if (connections.size >= limits.sockets)
        return rejectUpgrade(socket, 429, 'Too many connected clients.');
      server.handleUpgrade(request, socket, head, (ws) => {
        const connection = serveConnection({ ws, version, keyIdentity, hub, access, verify, limits });
        connections.add(connection);
        ws.on('close', () => connections.delete(connection));
      });
    },

    handle: createBroadcastEndpoint(hub, access, limits.frameBytes),

    async close() {
      for (const timer of timers) clearInterval(timer);
      for (const stop of stopListening) await stop();
      for (const ws of server.clients) ws.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function deleteOldMessages(db: Database): Promise<void> {
  await db.query(`delete from realtime.messages where inserted_at < now() - interval '3 days'`);
}

function every(ms: number, what: string, work: () => Promise<void>): NodeJS.Timeout {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    guard(
      what,
      work().finally(() => {
        busy = false;
      }),
    );
  }, ms);
  return timer.unref();
}

function guard(what: string, work: Promise<void>): void {
  work.catch((error: unknown) => console.error(`${what} failed in Realtime:`, error));
}

function isVersion(text: string): text is ProtocolVersion {
  return text === '1.0.0' || text === '2.0.0';
}

function rejectUpgrade(socket: Duplex, status: number, message: string): void {
  const body = JSON.stringify({ message });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
