import { RestError } from './errors.ts';
import type { MediaType } from './media-type.ts';
import type { Operation } from './operation.ts';
import type { Preferences } from './preferences.ts';
import type { Outcome } from './run.ts';

/** The HTTP answer to an operation that succeeded. */
export function respond(
  request: Request,
  operation: Operation,
  outcome: Outcome,
  preferences: Preferences,
  media: MediaType,
  schema: string,
): Response {
  const headers = new Headers();
  if (preferences.applied.length > 0) headers.set('preference-applied', preferences.applied.join(', '));
  const range = contentRange(operation, outcome);
  if (range !== undefined) headers.set('content-range', range);
  const status = Number(outcome.status ?? statusOf(operation, outcome, preferences));
  const body = operation.rows === undefined || operation.result === 'nothing' ? null : outcome.body;
  if (body !== null) {
    headers.set('content-type', `${media}; charset=utf-8`);
    headers.set('content-profile', schema);
  }
  addOwnHeaders(headers, outcome.headers);
  if (request.method === 'HEAD' || status === 204 || status === 304)
    return new Response(null, { status, headers });
  return new Response(body, { status, headers });
}

export function respondError(error: RestError, headOnly: boolean): Response {
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', ...error.headers });
  headers.set('proxy-status', `PostgREST; error=${error.body.code}`);
  const { code, details, hint, message } = error.body;
  return new Response(headOnly ? null : JSON.stringify({ code, details, hint, message }), {
    status: error.status,
    headers,
  });
}

function statusOf(operation: Operation, outcome: Outcome, preferences: Preferences): number {
  switch (operation.kind) {
    case 'insert':
      return preferences.resolution === 'merge-duplicates' && outcome.onlyUpdated ? 200 : 201;
    case 'update':
    case 'delete':
      return operation.rows === undefined ? 204 : 200;
    case 'call':
      if (operation.result === 'nothing') return 204;
      return isPartial(operation, outcome) ? 206 : 200;
    case 'read':
      return isPartial(operation, outcome) ? 206 : 200;
  }
}

function isPartial({ query }: Operation, { count, total }: Outcome): boolean {
  return total !== undefined && (count < total || query.selection.offset > 0);
}

/** `first-last/total`, with `*` for what is empty or not counted. */
function contentRange(operation: Operation, { count, affected, total }: Outcome): string | undefined {
  const all = total ?? '*';
  if (operation.kind === 'insert' || operation.kind === 'delete') return `*/${all}`;
  if (operation.kind === 'update') return affected ? `0-${affected - 1}/${all}` : `*/${all}`;
  if (operation.result === 'nothing') return undefined;
  const { offset } = operation.query.selection;
  return count > 0 ? `${offset}-${offset + count - 1}/${all}` : `*/${all}`;
}

/** `response.headers` holds a JSON array of one-entry objects, by PostgREST's convention. */
function addOwnHeaders(headers: Headers, json: string | null): void {
  if (json === null) return;
  try {
    for (const entry of JSON.parse(json) as Record<string, string>[]) {
      for (const [name, value] of Object.entries(entry)) headers.append(name, value);
    }
  } catch {
    throw new RestError(
      500,
      'PGRST111',
      'response.headers guc must be a JSON array composed of objects with a single key and a string value',
    );
  }
}
