import { describe, expect, test } from 'vitest';
import { createRate } from './limits.ts';
import { decodeFrame, encodeBroadcast, encodeFrame, ProtocolError } from './protocol.ts';

describe('frames', () => {
  test.each(['1.0.0', '2.0.0'] as const)('what is encoded is decoded again (%s)', (version) => {
    const frame = { joinRef: '1', ref: '2', topic: 'realtime:é', event: 'x', payload: { a: [null, 'ü'] } };
    expect(decodeFrame(version, Buffer.from(encodeFrame(version, frame)), false)).toEqual(frame);
  });

  test.each([
    ['2.0.0', '{"topic":"a"}'],
    ['2.0.0', '["1","2","t","e"]'],
    ['2.0.0', '["1",2,"t","e",{}]'],
    ['2.0.0', '["1","2",7,"e",{}]'],
    ['1.0.0', '[]'],
    ['1.0.0', '{"topic":"a"}'],
    ['1.0.0', 'null'],
  ] as const)('version %s refuses %s', (version, text) => {
    expect(() => decodeFrame(version, Buffer.from(text), false)).toThrow(ProtocolError);
  });

  test('a binary frame that says it is longer than it is, is refused', () => {
    for (const bytes of [
      [],
      [3],
      [3, 9, 9, 9, 9, 0, 1],
      [4, 0, 0, 0, 0, 0, 1],
      [3, 0, 0, 1, 0, 0, 1, 65, 0x7b],
    ]) {
      expect(() => decodeFrame('2.0.0', Buffer.from(bytes), true)).toThrow(ProtocolError);
    }
  });

  test('bytes are not for a client that cannot take them, nor under a name that does not fit', () => {
    const payload = new Uint8Array([1]);
    expect(encodeBroadcast('1.0.0', 'realtime:a', { event: 'x', payload })).toBeNull();
    expect(encodeBroadcast('2.0.0', 'realtime:a', { event: 'x'.repeat(256), payload })).toBeNull();
  });
});

test('a rate allows twice its number at once and recovers with time', () => {
  let now = 0;
  const rate = createRate(10, () => now);
  const taken = () => Array.from({ length: 30 }, () => rate.take()).filter(Boolean).length;
  expect(taken()).toBe(20);
  now = 500;
  expect(taken()).toBe(5);
});
