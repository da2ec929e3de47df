import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { callerAddress } from './gateway/caller-address.ts';
import { addCorsHeaders, preflightResponse } from './gateway/cors.ts';
import { isAllowedHost, requireLoopback } from './gateway/host-check.ts';
import {
  type ApiKeys,
  anonymous,
  IdentityError,
  identifyCall,
  identifyLeniently,
  type VerifyToken,
} from './gateway/identify.ts';
import { BodyTooLargeError, readRequest, writeResponse } from './gateway/node-http.ts';
import { findRoute, type GatewayServices, type Route } from './gateway/routes.ts';
import type { Identity } from './service.ts';

export interface GatewayOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** A loopback address; 127.0.0.1 by default. */
  readonly host?: string;
  /** How clients reach it, when that differs from host and port. */
  readonly publicUrl?: string;
  readonly keys: ApiKeys;
  readonly verify: VerifyToken;
  readonly services: GatewayServices;
  /** Takes over upgrades on `/realtime/v1/websocket`. */
  readonly handleUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface Gateway {
  /** Without trailing slash. */
  readonly url: string;
  /** Stops to accept, drops websockets, lets requests in flight finish for a second, then drops those. */
  close(): Promise<void>;
}

const closeGraceMs = 1_000;
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The one HTTP door of the embedded services: routing, API keys, CORS, limits. Rejects when the port is taken. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { port, host = '127.0.0.1', services, keys, verify, handleUpgrade } = options;
  requireLoopback(host);
  let url = '';

  async function answer(incoming: IncomingMessage, signal: AbortSignal): Promise<Response> {
    if (!isAllowedHost(incoming.headers.host, url)) {
      return failure(403, `This service answers for ${new URL(url).host} only.`);
    }
    if (!methods.has(incoming.method ?? '')) return failure(405, `${incoming.method} is not supported here.`);
    const target = parseTarget(incoming.url, url);
    if (target === null) return failure(400, 'The request target must be a path.');
    if (target.pathname === '/health') return health(services);
    const route = findRoute(target.pathname);
    const handler = route === null ? undefined : services[route.service];
    if (route === null || handler === undefined) {
      return failure(404, `Nothing is served under ${target.pathname} here.`);
    }
    const response = await call(incoming, target, route, handler, signal);
    if (!route.cors) return response;
    // Headers of a response may be immutable, so it is made anew.
    const open = new Response(response.body, response);
    addCorsHeaders(open.headers);
    return open;
  }

  async function call(
    incoming: IncomingMessage,
    target: URL,
    route: Route,
    handler: NonNullable<GatewayServices[keyof GatewayServices]>,
    signal: AbortSignal,
  ): Promise<Response> {
    if (route.cors && incoming.method === 'OPTIONS') return preflightResponse();
    try {
      const request = await readRequest(incoming, target, route.bodyBytes, signal);
      const identity = await admit(request, route);
      const ip = callerAddress(request, incoming.socket.remoteAddress ?? '', keys);
      return await handler(request, { identity, ip });
    } catch (error) {
      if (error instanceof IdentityError) return error.response;
      if (error instanceof BodyTooLargeError) return failure(413, error.message, { connection: 'close' });
      throw error;
    }
  }

  async function admit(request: Request, { admission }: Route): Promise<Identity> {
    if (admission === 'open') return anonymous;
    const identify = admission === 'key' ? identifyCall : identifyLeniently;
    return await identify(request, keys, verify);
  }

  const server = createServer((incoming, outgoing) => {
    void respond(incoming, outgoing, answer);
  });
  // Longer than clients keep an idle connection, so that none is closed under a request being sent.
  server.keepAliveTimeout = 65_000;
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (incoming, socket: Duplex, head) => {
    upgraded.add(socket);
    socket.on('close', () => upgraded.delete(socket));
    socket.on('error', () => socket.destroy());
    const path = parseTarget(incoming.url, url)?.pathname;
    if (!isAllowedHost(incoming.headers.host, url)) return refuseUpgrade(socket, '403 Forbidden');
    if (path !== '/realtime/v1/websocket' || handleUpgrade === undefined) {
      return refuseUpgrade(socket, '404 Not Found');
    }
    handleUpgrade(incoming, socket, head);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  url = options.publicUrl ?? `http://${host}:${(server.address() as AddressInfo).port}`;

  return {
    url,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // Node waits for these too, and would for ever.
      for (const socket of upgraded) socket.destroy();
      const force = setTimeout(() => server.closeAllConnections(), closeGraceMs);
      await closed;
      clearTimeout(force);
    },
  };
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (incoming: IncomingMessage, signal: AbortSignal) => Promise<Response>,
): Promise<void> {
  const abort = new AbortController();
  outgoing.on('close', () => abort.abort());
  try {
    await writeResponse(await answer(incoming, abort.signal), outgoing);
  } catch (error) {
    if (incoming.errored !== null || outgoing.destroyed) return;
    console.error(`${incoming.method} ${incoming.url?.split('?')[0]} failed:`, error);
    if (outgoing.headersSent) outgoing.destroy();
    else await writeResponse(failure(500, 'The embedded service failed; its log says why.'), outgoing);
  }
}

function parseTarget(target: string | undefined, base: string): URL | null {
  return target?.startsWith('/') && URL.canParse(base + target) ? new URL(base + target) : null;
}

/** `name` lets a second start say who holds the port. */
function health(services: GatewayServices): Response {
  return Response.json({ status: 'ok', name: 'cairn-local', services: Object.keys(services) });
}

function failure(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message }, { status, headers });
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}
