/** Serializer versions of the Phoenix socket protocol that realtime-js speaks. */
export type ProtocolVersion = '1.0.0' | '2.0.0';

/** One message of the socket, in either direction; `topic` carries the client's `realtime:` prefix. */
export interface Frame {
  readonly joinRef: string | null;
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  readonly payload: unknown;
}

/** A broadcast's content: JSON, or bytes that only version 2 can carry. */
export interface Broadcast {
  readonly event: string;
  readonly payload: unknown;
  /** The row of `realtime.messages` that it came from. */
  readonly messageId?: string;
}

/** The peer sent something that is not a frame; the message may be shown to it. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

const pushKind = 3;
const broadcastKind = 4;
const binaryEncoding = 0;
const jsonEncoding = 1;

/** Reads a client's frame: version 1 is an object, version 2 an array, or bytes for a broadcast. */
export function decodeFrame(version: ProtocolVersion, data: Buffer, isBinary: boolean): Frame {
  if (isBinary) {
    if (version === '1.0.0') throw new ProtocolError('protocol 1.0.0 has no binary frames');
    return decodeBinaryPush(data);
  }
  const message = parseJson(data.toString('utf8'));
  if (version === '2.0.0') {
    if (!Array.isArray(message) || message.length !== 5) {
      throw new ProtocolError('a frame is [join_ref, ref, topic, event, payload]');
    }
    const [joinRef, ref, topic, event, payload] = message;
    return checkedFrame({ joinRef, ref, topic, event, payload });
  }
  if (!isRecord(message)) throw new ProtocolError('a frame is {join_ref, ref, topic, event, payload}');
  const { join_ref: joinRef, ref, topic, event, payload } = message;
  return checkedFrame({ joinRef, ref, topic, event, payload });
}

export function encodeFrame(version: ProtocolVersion, frame: Frame): string {
  const { joinRef, ref, topic, event, payload } = frame;
  return JSON.stringify(
    version === '2.0.0'
      ? [joinRef, ref, topic, event, payload]
      : { join_ref: joinRef, ref, topic, event, payload },
  );
}

/** Null when this version cannot carry the broadcast: bytes to a version 1 client. */
export function encodeBroadcast(
  version: ProtocolVersion,
  topic: string,
  broadcast: Broadcast,
): string | Buffer | null {
  const { event, payload, messageId } = broadcast;
  if (payload instanceof Uint8Array) {
    return version === '1.0.0' ? null : encodeBinaryBroadcast(topic, event, payload);
  }
  const meta = messageId === undefined ? {} : { meta: { id: messageId } };
  const body = { type: 'broadcast', event, payload, ...meta };
  return encodeFrame(version, { joinRef: null, ref: null, topic, event: 'broadcast', payload: body });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Layout: kind, five lengths, encoding, then join_ref, ref, topic, event, metadata, payload. */
function decodeBinaryPush(data: Buffer): Frame {
  if (data[0] !== pushKind || data.length < 7) throw new ProtocolError('unknown kind of binary frame');
  let offset = 7;
  const take = (length: number): string => {
    if (offset + length > data.length) throw new ProtocolError('a binary frame ends early');
    offset += length;
    return data.toString('utf8', offset - length, offset);
  };
  const [joinRef = '', ref = '', topic = '', userEvent = '', metadata = ''] = [...data.subarray(1, 6)].map(
    take,
  );
  if (metadata !== '') {
    throw new ProtocolError(`broadcast options are not supported by the embedded Realtime: ${metadata}`);
  }
  const rest = data.subarray(offset);
  const payload = data[6] === jsonEncoding ? parseJson(rest.toString('utf8')) : Buffer.from(rest);
  return {
    joinRef: joinRef || null,
    ref: ref || null,
    topic,
    event: 'broadcast',
    payload: { type: 'broadcast', event: userEvent, payload },
  };
}

function encodeBinaryBroadcast(topic: string, event: string, payload: Uint8Array): Buffer | null {
  const topicBytes = Buffer.from(topic);
  const eventBytes = Buffer.from(event);
  if (topicBytes.length > 255 || eventBytes.length > 255) return null;
  const header = Buffer.from([broadcastKind, topicBytes.length, eventBytes.length, 0, binaryEncoding]);
  return Buffer.concat([header, topicBytes, eventBytes, payload]);
}

function checkedFrame(parts: Record<keyof Frame, unknown>): Frame {
  const { joinRef, ref, topic, event, payload } = parts;
  if (typeof topic !== 'string' || typeof event !== 'string') {
    throw new ProtocolError('topic and event must be strings');
  }
  return { joinRef: optionalText(joinRef), ref: optionalText(ref), topic, event, payload };
}

function optionalText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') throw new ProtocolError('join_ref and ref must be strings');
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError('a frame must be JSON');
  }
}
