import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** One HTTP exchange with the app, bodies as text. */
export interface AppTransport {
  send(exchange: AppRequest): Promise<AppResponse>;
  close(): void;
}

export interface AppRequest {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface AppResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

/** The app was not listening: nothing of the request was processed. */
export class AppUnreachableError extends Error {
  override readonly name = 'AppUnreachableError';
}

/**
 * Speaks HTTP by `node:http`: `fetch` gives up when no header has come after 300 s, and a step may take longer.
 * Connections are kept alive; a request on a kept connection that the app was just closing is sent once more.
 */
export function createHttpTransport(maxSockets: number): AppTransport {
  const http = new HttpAgent({ keepAlive: true, maxSockets });
  const https = new HttpsAgent({ keepAlive: true, maxSockets });
  const once = (exchange: AppRequest) =>
    new Promise<AppResponse>((resolve, reject) => {
      const secure = exchange.url.startsWith('https:');
      const send = secure ? httpsRequest : httpRequest;
      const request = send(
        exchange.url,
        {
          method: exchange.method,
          agent: secure ? https : http,
          headers: { ...exchange.headers, 'content-length': Buffer.byteLength(exchange.body) },
          signal: exchange.signal,
        },
        (response) => readBody(response).then(resolve, reject),
      );
      // An idle socket is what a slow step looks like, so only the whole exchange is bounded.
      const timer = setTimeout(
        () => request.destroy(new Error(`no answer within ${exchange.timeoutMs / 1_000} s`)),
        exchange.timeoutMs,
      );
      request.on('close', () => clearTimeout(timer));
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== undefined && notListening.has(error.code))
          reject(new AppUnreachableError(error.message));
        else if (request.reusedSocket && error.code === 'ECONNRESET') reject(new StaleSocketError());
        else reject(error);
      });
      request.end(exchange.body);
    });
  return {
    send: (exchange) =>
      once(exchange).catch((error: unknown) => {
        if (error instanceof StaleSocketError) return once(exchange);
        throw error;
      }),
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

/** Hands requests to a function with the shape of `fetch`: an app in the same process. */
export function createFetchTransport(fetchLike: (request: Request) => Promise<Response>): AppTransport {
  return {
    async send({ method, url, headers, body, timeoutMs, signal }) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const cutOff = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      // A handler in the same process need not look at the signal, so the waiting ends here in any case.
      const aborted = new Promise<never>((_, reject) => {
        if (cutOff.aborted) reject(cutOff.reason);
        cutOff.addEventListener('abort', () => reject(cutOff.reason), { once: true });
      });
      const answered = fetchLike(
        new Request(url, { method, headers: { ...headers, host: new URL(url).host }, body, signal: cutOff }),
      ).then(async (response) => ({
        status: response.status,
        headers: response.headers,
        text: await response.text(),
      }));
      return Promise.race([answered, aborted]);
    },
    close() {},
  };
}

class StaleSocketError extends Error {}

async function readBody(response: IncomingMessage): Promise<AppResponse> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxAnswerBytes)
      throw new Error(`the app's answer is larger than ${maxAnswerBytes / 2 ** 20} MB`);
    chunks.push(chunk);
  }
  return {
    status: response.statusCode ?? 0,
    headers: { get: (name) => [response.headers[name.toLowerCase()] ?? []].flat()[0] ?? null },
    text: Buffer.concat(chunks).toString('utf8'),
  };
}

/** Well above one step's 4 MB: an answer may bring several, or stream spaces for hours. */
const maxAnswerBytes = 64 * 2 ** 20;
const notListening = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
