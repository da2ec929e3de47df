import { type Database, DatabaseError } from '../db/database.ts';
import type { CallContext, ServiceHandler } from '../service.ts';
import { fromDatabase, notImplemented, RestError } from './errors.ts';
import { negotiate } from './media-type.ts';
import { callOperation, type Operation, tableOperation } from './operation.ts';
import { parsePreferences } from './preferences.ts';
import { respond, respondError } from './respond.ts';
import { assumeIdentity, runOperation } from './run.ts';
import { loadSchema, type SchemaCache } from './schema.ts';

const PREFIX = '/rest/v1';

export interface RestServiceOptions {
  readonly db: Database;
  /** Schemas that may be asked for; the first is the default. `['public']` when not given. */
  readonly schemas?: readonly string[];
  /** Most rows that one answer or embed holds; 1,000 when not given, as in hosted projects. */
  readonly maxRows?: number;
}

export interface RestService {
  /** Answers everything under `/rest/v1`; never rejects. */
  readonly handle: ServiceHandler;
  /** Reads the catalogue again. Happens by itself on `notify pgrst`. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** A PostgREST-compatible service over `db`: what it answers is what PostgREST 13 answers, or PGRST127. */
export async function createRestService(options: RestServiceOptions): Promise<RestService> {
  const { db, schemas = ['public'], maxRows = 1000 } = options;
  let cache = loadSchema(db, schemas);
  await cache;
  const invalidate = () => {
    cache = loadSchema(db, schemas);
    // Whoever needs it next sees the error, and the one after that tries again.
    cache.catch(() => undefined);
    return cache;
  };
  const stopListening = await db.listen('pgrst', (payload) => {
    if (payload === '' || payload === 'reload schema') void invalidate().catch(() => undefined);
  });
  const current = () => cache.catch(() => invalidate());
  return {
    handle: async (request, context) => {
      try {
        return await answer(db, await current(), { schemas, maxRows }, request, context);
      } catch (error) {
        return respondError(asRestError(error, context), request.method === 'HEAD');
      }
    },
    reload: async () => {
      await invalidate();
    },
    close: stopListening,
  };
}

async function answer(
  db: Database,
  cache: SchemaCache,
  { schemas, maxRows }: { schemas: readonly string[]; maxRows: number },
  request: Request,
  { identity }: CallContext,
): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.startsWith(`${PREFIX}/`) ? url.pathname.slice(PREFIX.length) : '/';
  const schema = chooseSchema(request, schemas);
  const names = path.split('/').filter(Boolean).map(decode);
  if (names.length === 0) return describeRoot(request, cache, schema);
  const preferences = parsePreferences(request.headers.get('prefer'));
  const media = negotiate(request.headers.get('accept'));
  const inputs = { request, url, cache, limits: { maxRows }, schema, preferences };
  const operation = await understand(inputs, names);
  const outcome = await db.transaction(async (tx) => {
    // Awaited, not pipelined: if it failed before it reached Postgres, the next statement would run as superuser.
    await assumeIdentity(tx, identity, request, path, schema, operation.readOnly);
    return runOperation(tx, operation, preferences, media, maxRows);
  });
  return respond(request, operation, outcome, preferences, media, schema);
}

function understand(
  inputs: Parameters<typeof tableOperation>[0],
  names: readonly string[],
): Promise<Operation> {
  const [first = '', second, ...rest] = names;
  if (first === 'rpc' && second !== undefined && rest.length === 0) return callOperation(inputs, second);
  if (second !== undefined) throw new RestError(404, 'PGRST125', 'Invalid path specified in request URL');
  if (inputs.request.method === 'PUT') throw notImplemented('PUT');
  return tableOperation(inputs, first);
}

function chooseSchema(request: Request, schemas: readonly string[]): string {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const asked = request.headers.get(reads ? 'accept-profile' : 'content-profile');
  const schema = asked ?? schemas[0] ?? 'public';
  if (schemas.includes(schema)) return schema;
  throw new RestError(406, 'PGRST106', `Invalid schema: ${schema}`, {
    hint: `Only the following schemas are exposed: ${schemas.join(', ')}`,
  });
}

/** PostgREST answers its OpenAPI description here; this names the paths and leaves their details out. */
function describeRoot(request: Request, cache: SchemaCache, schema: string): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new RestError(405, 'PGRST117', `Unsupported HTTP method: ${request.method}`);
  }
  const tables = cache.tableNames(schema).map((name) => [`/${name}`, { get: {} }]);
  const functions = cache.functionNames(schema).map((name) => [`/rpc/${name}`, { post: {} }]);
  const description = {
    swagger: '2.0',
    info: { title: 'standard public schema', version: '13' },
    basePath: PREFIX,
    paths: Object.fromEntries([...tables, ...functions]),
  };
  return new Response(request.method === 'HEAD' ? null : JSON.stringify(description), {
    headers: { 'content-type': 'application/openapi+json; charset=utf-8' },
  });
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new RestError(404, 'PGRST125', 'Invalid path specified in request URL');
  }
}

function asRestError(error: unknown, { identity }: CallContext): RestError {
  if (error instanceof RestError) return error;
  if (error instanceof DatabaseError) return fromDatabase(error, identity.role);
  console.error('The REST service failed:', error);
  return new RestError(500, 'PGRSTX00', 'Internal server error');
}
