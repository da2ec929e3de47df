import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/next';
import { NextRequest } from 'next/server.js';

/** An HTTP server with the SDK behind it, as Next's route handler has it. */
export interface TestApp {
  /** Where the functions are served. */
  readonly url: string;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly client: Inngest.Any;
  readonly functions: readonly InngestFunction.Any[];
  readonly port?: number;
  readonly streaming?: boolean;
  /** Sees each call's body before the SDK; an answer of its own takes the SDK's place. */
  readonly onCall?: (call: Request, body: unknown) => Response | undefined;
}

/** Serves `functions` on loopback, on a free port by default. */
export async function serveTestApp(options: TestAppOptions): Promise<TestApp> {
  const { GET, POST, PUT } = serve({
    client: options.client,
    functions: [...options.functions],
    streaming: options.streaming ?? false,
  });
  const methods = new Map(Object.entries({ GET, POST, PUT }));
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', async () => {
      const text = Buffer.concat(chunks).toString();
      const request = new NextRequest(`http://${incoming.headers.host}${incoming.url}`, {
        method: incoming.method,
        headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]),
        ...(text === '' ? {} : { body: text }),
      });
      const own = request.method === 'POST' ? options.onCall?.(request, JSON.parse(text)) : undefined;
      const answer = own ?? (await methods.get(request.method)?.(request, undefined));
      await write(answer ?? new Response(null, { status: 405 }), outgoing);
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function write(answer: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  for await (const chunk of answer.body ?? []) outgoing.write(chunk);
  outgoing.end();
}
