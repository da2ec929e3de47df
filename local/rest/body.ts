import { notImplemented, RestError } from './errors.ts';
import type { JsonBody } from './write-sql.ts';

/** Bytes of a request body that are read at most. */
export const BODY_LIMIT = 32 * 1024 * 1024;

const OTHER_TYPES = new Set([
  'text/csv',
  'text/plain',
  'text/xml',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
]);

/** Reads a JSON object or array of objects. Throws PGRST102 for anything else, 413 beyond `BODY_LIMIT`. */
export async function readJsonBody(
  request: Request,
  columns: readonly string[] | undefined,
): Promise<JsonBody> {
  requireJson(request);
  const text = await readText(request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RestError(400, 'PGRST102', 'Empty or invalid json');
  }
  const elements = Array.isArray(value) ? value : [value];
  const keys = Object.keys(asObject(elements[0] ?? {}));
  if (columns === undefined) {
    const first = new Set(keys);
    for (const element of elements) {
      const other = Object.keys(asObject(element));
      if (other.length !== first.size || !other.every((key) => first.has(key))) {
        throw new RestError(400, 'PGRST102', 'All object keys must match');
      }
    }
  }
  return { text, keys, isArray: Array.isArray(value), count: elements.length };
}

/** Arguments of a function: a JSON object, or nothing. */
export async function readArguments(request: Request): Promise<JsonBody> {
  const text = (await readText(request)).trim();
  if (text !== '') requireJson(request);
  if (text === '') return { text: '{}', keys: [], isArray: false, count: 1 };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RestError(400, 'PGRST102', 'Empty or invalid json');
  }
  if (Array.isArray(value)) throw notImplemented('calls with an array of arguments');
  return { text, keys: Object.keys(asObject(value)), isArray: false, count: 1 };
}

/** PostgREST also reads CSV and forms; without a type it takes JSON. */
function requireJson(request: Request): void {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? 'application/json';
  if (type === 'application/json' || type === 'application/vnd.pgrst.object+json') return;
  if (OTHER_TYPES.has(type)) throw notImplemented(`bodies of type ${type}`);
  throw new RestError(400, 'PGRST102', `Content-Type not acceptable: ${type}`);
}

function asObject(value: unknown): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new RestError(400, 'PGRST102', 'The body must be a JSON object or an array of JSON objects');
}

async function readText(request: Request): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > BODY_LIMIT) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_LIMIT) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new RestError(400, 'PGRST102', 'The body is not valid UTF-8');
  }
}

function tooLarge(): RestError {
  return new RestError(413, 'PGRST102', `The body is larger than ${BODY_LIMIT / 1024 / 1024} MB`);
}
