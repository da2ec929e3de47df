import { randomUUID } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import type { z } from 'zod';
import { bearerToken, contextFromRequest } from '@/app/_doors/context';
import { describeError } from '@/app/_doors/errors';
import { readJson } from '@/app/_doors/read-json';
import { AppError } from '@/lib/core/errors';
import type { Context } from '@/lib/supabase/context';

/** One endpoint: validation, types and OpenAPI come from the same schemas. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As OpenAPI writes it: `/api/projects/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: 'public' | 'signed-in';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response: z.ZodType | { readonly contentType: string; readonly description: string };
  readonly status: 200 | 201 | 202 | 204;
  /** Longest accepted body in bytes; 1 MiB unless said. */
  readonly bodyLimit?: number;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface Call<Op extends Operation> {
  readonly ctx: Op['access'] extends 'public' ? Context | null : Context;
  readonly params: Parsed<Op['params']>;
  readonly query: Parsed<Op['query']>;
  readonly body: Parsed<Op['body']>;
  readonly request: NextRequest;
  readonly requestId: string;
}

type Handler<Op extends Operation> = (call: Call<Op>) => Promise<unknown>;
type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

/**
 * The door of every route handler: origin, session, validation, error mapping. The handler returns the body, or a
 * Response of its own for what is not JSON.
 */
export function defineRoute<const Op extends Operation>(operation: Op, handle: Handler<Op>) {
  return async (request: NextRequest, route: RouteContext): Promise<Response> => {
    const requestId = randomUUID();
    const headers = { 'x-request-id': requestId, 'cache-control': 'private, no-store' };
    try {
      refuseCrossSite(request);
      const ctx = operation.access === 'public' ? null : await contextFromRequest(request, requestId);
      if (ctx === null && operation.access === 'signed-in') {
        throw new AppError('unauthenticated', 'Sign in first.', {
          hint: 'Send the session cookie, or an access token as `Authorization: Bearer …`.',
        });
      }
      const call = {
        ctx,
        params: operation.params && parseParams(operation.params, await route.params),
        query: operation.query?.parse(Object.fromEntries(request.nextUrl.searchParams)),
        body: operation.body?.parse(await readJson(request, operation.bodyLimit ?? 1_048_576)),
        request,
        requestId,
      } as unknown as Call<Op>;
      const answer = await handle(call);
      if (answer instanceof Response) {
        for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
        return answer;
      }
      if (operation.status === 204) return new NextResponse(null, { status: 204, headers });
      return NextResponse.json(answer, { status: operation.status, headers });
    } catch (error) {
      const { status, body } = describeError(error, requestId);
      return NextResponse.json(body, { status, headers });
    }
  };
}

/** An id that is no UUID names nothing: the answer is the one for a thing that does not exist. */
function parseParams(schema: z.ZodObject, params: unknown) {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new AppError('not_found', 'There is no such thing, or it is not yours to see.');
}

/** Cookies travel with requests that other sites make; tokens do not. Next guards server actions only. */
function refuseCrossSite(request: NextRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || bearerToken(request) !== null) return;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const sameOrigin =
    origin === null ? site === 'same-origin' : hostOf(origin) === request.headers.get('host');
  const anonymousTool = origin === null && site === null && request.headers.get('cookie') === null;
  if (!sameOrigin && !anonymousTool) {
    throw new AppError('cross_site', 'This request comes from another site.', {
      hint: 'Open Cairn itself, or use an access token.',
    });
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
