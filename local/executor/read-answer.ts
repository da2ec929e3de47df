import type { AppResponse } from './app-transport.ts';
import { retryAfterMs } from './backoff.ts';
import { isRecord, type Op, type Outcome, serializeError } from './protocol.ts';

/**
 * What an answer of the app means. Anything without the SDK's own header (a proxy's 502, a compile error's HTML) is an error to be
 * retried, whatever its status says.
 */
export function readAnswer(response: AppResponse, now: number): Outcome {
  if (response.headers.get('x-inngest-sdk') === null) {
    return {
      kind: 'retry',
      error: serializeError(
        `the app answered ${response.status} without the Inngest SDK: ${excerpt(response.text)}`,
      ),
    };
  }
  const body = parse(response.text);
  if (response.status === 201) return readStreamed(response, body, now);
  const retryAfter = retryAfterMs(response.headers.get('retry-after'), now);
  if (response.status === 206) {
    const ops = Array.isArray(body) ? body : [body];
    if (ops.length > 0 && ops.every(isOp)) return { kind: 'ops', ops, retryAfterMs: retryAfter };
    return {
      kind: 'retry',
      error: serializeError(`the app answered 206 without steps: ${excerpt(response.text)}`),
    };
  }
  if (response.status === 200) {
    if (body === undefined) {
      return {
        kind: 'retry',
        error: serializeError(`the app answered 200 without JSON: ${excerpt(response.text)}`),
      };
    }
    return { kind: 'returned', output: body };
  }
  const error = serializeError(body, `the app answered ${response.status}: ${excerpt(response.text)}`);
  const final = response.headers.get('x-inngest-no-retry') === 'true';
  return final ? { kind: 'failed', error } : { kind: 'retry', error, retryAfterMs: retryAfter };
}

/** A streamed answer is a 201 that sends spaces to keep the connection open, then `{status, headers, body}`. */
function readStreamed(response: AppResponse, envelope: unknown, now: number): Outcome {
  if (!isRecord(envelope) || typeof envelope.status !== 'number' || envelope.status === 201) {
    return {
      kind: 'retry',
      error: serializeError(`the app broke off a streamed answer: ${excerpt(response.text)}`),
    };
  }
  const headers = new Map(
    Object.entries(isRecord(envelope.headers) ? envelope.headers : {}).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]),
  );
  return readAnswer(
    {
      status: envelope.status,
      headers: {
        get: (name) =>
          headers.get(name.toLowerCase()) ?? (name === 'x-inngest-sdk' ? response.headers.get(name) : null),
      },
      text: typeof envelope.body === 'string' ? envelope.body : JSON.stringify(envelope.body ?? null),
    },
    now,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOp(value: unknown): value is Op {
  return isRecord(value) && typeof value.id === 'string' && value.id !== '' && typeof value.op === 'string';
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? '(empty body)' : line.slice(0, 200);
}
