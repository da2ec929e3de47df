import type { IncomingMessage, ServerResponse } from 'node:http';

/** The body is longer than the route allows. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    super(`The request body is longer than ${limitBytes} bytes.`);
    this.limitBytes = limitBytes;
  }
}

/** A Web request with the whole body read. Throws `BodyTooLargeError`, before reading on when the length was announced. */
export async function readRequest(
  incoming: IncomingMessage,
  url: URL,
  limitBytes: number,
  signal: AbortSignal,
): Promise<Request> {
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '');
  }
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  return new Request(url, { method, headers, signal, body: await readBody(incoming, limitBytes) });
}

/** Sends a Web response. A client that went away is not an error. */
export async function writeResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  if (outgoing.destroyed) return;
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  if (response.status !== 204 && response.status !== 304) headers['content-length'] ??= String(body.length);
  outgoing.writeHead(response.status, headers);
  outgoing.end(outgoing.req.method === 'HEAD' ? undefined : body);
}

async function readBody(incoming: IncomingMessage, limitBytes: number): Promise<Buffer<ArrayBuffer>> {
  if (Number(incoming.headers['content-length'] ?? 0) > limitBytes) throw new BodyTooLargeError(limitBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunksOf(incoming)) {
    length += chunk.length;
    if (length > limitBytes) throw new BodyTooLargeError(limitBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Leaving the loop early keeps the socket, so that the refusal can be sent. */
function chunksOf(incoming: IncomingMessage): AsyncIterable<Buffer> {
  return incoming.iterator({ destroyOnReturn: false });
}
