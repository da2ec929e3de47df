import { AppError } from '@/lib/core/errors';

/** Reads a JSON body of at most `limit` bytes, counting as it arrives: a length header may lie or be missing. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type)) {
    throw new AppError('unsupported_media_type', 'Send JSON.', {
      hint: 'Set `Content-Type: application/json`.',
    });
  }
  const text = await readText(request, limit);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid_json', 'The body is not valid JSON.', { cause });
  }
}

async function readText(request: Request, limit: number): Promise<string> {
  const tooLarge = () =>
    new AppError('payload_too_large', `The body is larger than ${Math.round(limit / 1024)} KiB.`, {
      hint: 'Send less at once.',
    });
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
