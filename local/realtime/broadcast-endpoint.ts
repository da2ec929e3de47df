import { z } from 'zod';
import type { CallContext } from '../service.ts';
import type { Access } from './access.ts';
import { type Hub, unauthorizedWrite } from './hub.ts';

const basePath = '/realtime/v1/api/broadcast';

const batchSchema = z.object({
  messages: z
    .array(
      z.object({
        topic: z.string().min(1),
        event: z.string().min(1),
        payload: z.unknown(),
        private: z.boolean().optional(),
      }),
    )
    .max(100),
});

/**
 * Broadcasts over HTTP: `POST …/api/broadcast {messages}` and `POST …/api/broadcast/{topic}/events/{event}`.
 * 202 when accepted, 403 without the permission to write, 422 for a body of another shape.
 */
export function createBroadcastEndpoint(hub: Hub, access: Access, frameBytes: number) {
  return async (request: Request, { identity }: CallContext): Promise<Response> => {
    const url = new URL(request.url);
    if (url.pathname !== basePath && !url.pathname.startsWith(`${basePath}/`))
      return refuse(404, 'Not Found');
    if (request.method !== 'POST') return refuse(405, 'Only POST is supported here');
    const body = Buffer.from(await request.arrayBuffer());
    if (body.length > frameBytes) return refuse(413, `A broadcast may have ${frameBytes} bytes`);

    if (url.pathname === basePath) {
      const batch = batchSchema.safeParse(parseJson(body));
      if (!batch.success)
        return refuse(422, 'The body must be {"messages": [{topic, event, payload, private?}]}');
      for (const { topic, event, payload, private: isPrivate = false } of batch.data.messages) {
        // As hosted: in a batch, what may not be written is left out.
        if (isPrivate && !(await access.writable(topic, 'broadcast', identity))) continue;
        void hub.publish(topic, isPrivate, { event, payload });
      }
      return new Response(null, { status: 202 });
    }

    const target = parseTarget(url.pathname);
    if (target === null) return refuse(404, 'Not Found');
    // The client's other parameters, such as its key and protocol version, mean nothing here.
    if ([...url.searchParams.keys()].some((name) => name.startsWith('persist'))) {
      return refuse(400, '"persist" is not supported by the embedded Realtime');
    }
    const isBinary = request.headers.get('content-type')?.startsWith('application/octet-stream') ?? false;
    const payload = isBinary ? body : parseJson(body);
    if (payload === undefined) return refuse(422, 'The body must be JSON');
    const isPrivate = url.searchParams.get('private') === 'true';
    if (isPrivate && !(await access.writable(target.topic, 'broadcast', identity))) {
      return refuse(403, unauthorizedWrite(target.topic));
    }
    void hub.publish(target.topic, isPrivate, { event: target.event, payload });
    return new Response(null, { status: 202 });
  };
}

function parseTarget(pathname: string): { topic: string; event: string } | null {
  const [, topic, event] = /^\/([^/]+)\/events\/([^/]+)$/.exec(pathname.slice(basePath.length)) ?? [];
  if (topic === undefined || event === undefined) return null;
  try {
    return { topic: decodeURIComponent(topic), event: decodeURIComponent(event) };
  } catch {
    return null;
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function refuse(status: number, message: string): Response {
  return Response.json({ message, error: message }, { status });
}
