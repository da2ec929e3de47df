import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createInbox, type RealtimeTestServer, startRealtimeTestServer, subscribe } from './test-server.ts';

const alice = '00000000-0000-4000-8000-00000000000a';
const bob = '00000000-0000-4000-8000-00000000000b';
const setup = `
  create table public.members (room text, person uuid, can_write boolean not null default false, primary key (room, person));
  grant select on public.members to authenticated;
  create policy read_rooms on realtime.messages for select to authenticated
    using (exists (select from public.members where room = realtime.topic() and person = auth.uid()));
  create policy write_rooms on realtime.messages for insert to authenticated
    with check (exists (select from public.members where room = realtime.topic() and person = auth.uid() and can_write));
`;

let dataDir: string;
let server: RealtimeTestServer;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-realtime-'));
  server = await startRealtimeTestServer({
    dataDir,
    setup,
    limits: { frameBytes: 64 * 1024, channelsPerSocket: 5 },
  });
});

afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  await server.db.exec('truncate public.members');
});

async function admit(room: string, person: string, canWrite = false): Promise<void> {
  await server.db.query('insert into public.members values ($1, $2, $3)', [room, person, canWrite]);
}

function send(room: string, event: string, payload: object): Promise<unknown> {
  return server.db.query('select realtime.send($1::jsonb, $2, $3)', [JSON.stringify(payload), event, room]);
}

describe('private channels', () => {
  test.each(['1.0.0', '2.0.0'])(
    'a member reads what the database sends, in order (protocol %s)',
    async (vsn) => {
      await admit('room', alice);
      const client = await server.client(alice, { vsn });
      const inbox = createInbox<{ payload: { n: number; id: string } }>();
      const channel = client.channel('room', { config: { private: true } });
      channel.on('broadcast', { event: 'step' }, (message) => inbox.add(message as never));
      expect(await subscribe(channel)).toEqual({ status: 'SUBSCRIBED', reason: '' });
      await Promise.all(Array.from({ length: 30 }, (_, n) => send('room', 'step', { n })));
      await inbox.until((items) => items.length === 30);
      expect(inbox.items.map(({ payload }) => payload.n)).toEqual(Array.from({ length: 30 }, (_, n) => n));
      expect(inbox.items[0]?.payload.id).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test('an outsider is refused, and so is someone who is not signed in', async () => {
    await admit('room', alice);
    for (const user of [bob, null]) {
      const client = await server.client(user);
      const answer = await subscribe(client.channel('room', { config: { private: true } }));
      expect(answer.status).toBe('CHANNEL_ERROR');
      expect(answer.reason).toContain('You do not have permissions to read from this Channel topic: room');
    }
  });

  test('a transaction that rolls back broadcasts nothing', async () => {
    await admit('room', alice);
    const client = await server.client(alice);
    const inbox = createInbox<string>();
    const channel = client.channel('room', { config: { private: true } });
    channel.on('broadcast', { event: '*' }, ({ event }) => inbox.add(event));
    await subscribe(channel);
    const failing = server.db.transaction(async (tx) => {
      await tx.query(`select realtime.send('{}', 'undone', 'room')`);
      throw new Error('roll back');
    });
    await expect(failing).rejects.toThrow('roll back');
    await send('room', 'kept', {});
    await inbox.until((items) => items.includes('kept'));
    expect(inbox.items).toEqual(['kept']);
  });

  test('a broadcast that the caller may not send is a warning, and the caller goes on', async () => {
    await admit('room', alice);
    await server.db.transaction(async (tx) => {
      await tx.query(
        `select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)`,
        [JSON.stringify({ sub: bob, role: 'authenticated' })],
      );
      await tx.query(`select realtime.send('{}', 'forged', 'room')`);
      expect(await tx.query('select 1 as one')).toEqual([{ one: 1 }]);
    });
    expect(await server.db.query(`select from realtime.messages where event = 'forged'`)).toEqual([]);
  });

  test('a private and a public channel of one name are two channels', async () => {
    const client = await server.client(null);
    const inbox = createInbox<string>();
    const channel = client.channel('room');
    channel.on('broadcast', { event: '*' }, ({ event }) => inbox.add(event));
    await subscribe(channel);
    await send('room', 'secret', {});
    await server.db.query(`select realtime.send('{}', 'open', 'room', false)`);
    await inbox.until((items) => items.includes('open'));
    expect(inbox.items).toEqual(['open']);
  });

  test('a removed member hears nothing more and is told so, also when nothing is sent', async () => {
    await admit('room', alice);
    await admit('room', bob);
    const [aliceInbox, bobInbox] = [createInbox<string>(), createInbox<string>()];
    for (const [user, inbox] of [
      [alice, aliceInbox],
      [bob, bobInbox],
    ] as const) {
      const client = await server.client(user);
      const channel = client.channel('room', { config: { private: true } });
      channel.on('broadcast', { event: '*' }, ({ event }) => inbox.add(event));
      await new Promise<void>((resolve) => {
        channel.subscribe((status) => (status === 'SUBSCRIBED' ? resolve() : inbox.add(status)));
      });
    }
    await server.db.query('delete from public.members where person = $1', [bob]);
    await bobInbox.until((items) => items.includes('CLOSED'));
    await send('room', 'after', {});
    await aliceInbox.until((items) => items.includes('after'));
    expect(bobInbox.items).toEqual(['CLOSED']);
  });

  test('only who may write can broadcast or be present; readers are refused', async () => {
    await admit('room', alice, true);
    await admit('room', bob);
    const writer = (await server.client(alice)).channel('room', {
      config: { private: true, broadcast: { ack: true } },
    });
    const reader = (await server.client(bob)).channel('room', {
      config: { private: true, broadcast: { ack: true } },
    });
    const inbox = createInbox<string>();
    reader.on('broadcast', { event: '*' }, ({ event }) => inbox.add(event));
    await Promise.all([subscribe(writer), subscribe(reader)]);
    expect(await reader.send({ type: 'broadcast', event: 'mine', payload: {} })).toBe('error');
    expect(await reader.track({ here: true })).toBe('error');
    expect(await writer.send({ type: 'broadcast', event: 'yours', payload: {} })).toBe('ok');
    await inbox.until((items) => items.includes('yours'));
    await expect(reader.httpSend('mine', {})).rejects.toThrow('permissions to write');
    expect(await writer.httpSend('by-http', {})).toEqual({ success: true });
    await inbox.until((items) => items.includes('by-http'));
    expect(inbox.items).toEqual(['yours', 'by-http']);
  });

  test('a channel ends when its token expires, and stays with a refreshed one', async () => {
    await admit('room', alice);
    const client = await server.client(alice, { lifetimeSeconds: 3 });
    const other = await server.client(alice, { lifetimeSeconds: 3 });
    const [inbox, otherInbox] = [createInbox<string>(), createInbox<string>()];
    const channel = client.channel('room', { config: { private: true } });
    const refreshed = other.channel('room', { config: { private: true } });
    channel.on('system', {}, ({ message }) => inbox.add(message));
    refreshed.on('broadcast', { event: '*' }, ({ event }) => otherInbox.add(event));
    channel.subscribe((status) => inbox.add(status));
    await subscribe(refreshed);
    await other.realtime.setAuth(await server.token(alice));
    await inbox.until((items) => items.includes('CLOSED'));
    expect(inbox.items).toEqual(['SUBSCRIBED', 'Token has expired', 'CLOSED']);
    await send('room', 'still here', {});
    await otherInbox.until((items) => items.includes('still here'));
  });

  test('a token that is expired or forged does not join', async () => {
    const client = await server.client(alice, { lifetimeSeconds: -5 });
    expect((await subscribe(client.channel('room'))).reason).toBe('InvalidJWTToken: Token has expired');
    const forger = await server.client(null, { token: `${await server.token(alice)}x` });
    expect((await subscribe(forger.channel('room'))).reason).toBe('InvalidJWTToken: The token is not valid');
  });
});

describe('public channels', () => {
  test.each([
    ['1.0.0', '2.0.0'],
    ['2.0.0', '1.0.0'],
  ])(
    'broadcasts go from protocol %s to %s; a sender hears itself only when it asked to',
    async (from, to) => {
      const sender = (await server.client(null, { vsn: from })).channel('lobby', {
        config: { broadcast: { self: true } },
      });
      const receiver = (await server.client(null, { vsn: to })).channel('lobby');
      const [own, received] = [createInbox<unknown>(), createInbox<unknown>()];
      sender.on('broadcast', { event: 'wave' }, ({ payload }) => own.add(payload));
      receiver.on('broadcast', { event: 'wave' }, ({ payload }) => received.add(payload));
      await Promise.all([subscribe(sender), subscribe(receiver)]);
      await receiver.send({ type: 'broadcast', event: 'wave', payload: { by: 'receiver' } });
      await own.until((items) => items.length === 1);
      await sender.send({ type: 'broadcast', event: 'wave', payload: { by: 'sender é' } });
      await received.until((items) => items.length === 1);
      await own.until((items) => items.length === 2);
      expect(own.items).toEqual([{ by: 'receiver' }, { by: 'sender é' }]);
      expect(received.items).toEqual([{ by: 'sender é' }]);
    },
  );

  test('bytes arrive as bytes', async () => {
    const [sender, receiver] = [
      (await server.client(null)).channel('bytes'),
      (await server.client(null)).channel('bytes'),
    ];
    const inbox = createInbox<ArrayBuffer>();
    receiver.on('broadcast', { event: 'blob' }, ({ payload }) => inbox.add(payload));
    await Promise.all([subscribe(sender), subscribe(receiver)]);
    await sender.send({ type: 'broadcast', event: 'blob', payload: new Uint8Array([0, 255, 7]).buffer });
    await inbox.until((items) => items.length === 1);
    expect([...new Uint8Array(inbox.items[0] ?? new ArrayBuffer(0))]).toEqual([0, 255, 7]);
  });

  test('presence shows who is there, who comes and who goes, also by losing the connection', async () => {
    const [watcherClient, guestClient] = [await server.client(null), await server.client(null)];
    const watcher = watcherClient.channel('party', { config: { presence: { key: 'watcher' } } });
    const guest = guestClient.channel('party', { config: { presence: { key: 'guest' } } });
    const inbox = createInbox<string>();
    watcher.on('presence', { event: 'join' }, ({ key }) => inbox.add(`+${key}`));
    watcher.on('presence', { event: 'leave' }, ({ key }) => inbox.add(`-${key}`));
    await Promise.all([subscribe(watcher), subscribe(guest)]);
    expect(await watcher.track({ mood: 'calm' })).toBe('ok');
    expect(await guest.track({ mood: 'merry' })).toBe('ok');
    await inbox.until((items) => items.includes('+guest'));
    expect(Object.keys(watcher.presenceState()).sort()).toEqual(['guest', 'watcher']);
    expect(watcher.presenceState().guest).toMatchObject([{ mood: 'merry' }]);
    await guestClient.realtime.disconnect();
    await inbox.until((items) => items.includes('-guest'));
    expect(Object.keys(watcher.presenceState())).toEqual(['watcher']);
  });
});

describe('limits', () => {
  test('one channel more than allowed is refused by name', async () => {
    const client = await server.client(null);
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push(await subscribe(client.channel(`many-${n}`)));
    expect(answers.map(({ status }) => status)).toEqual([...Array(5).fill('SUBSCRIBED'), 'CHANNEL_ERROR']);
    expect(answers[5]?.reason).toBe('ChannelRateLimitReached: Too many channels');
  });

  test('a flood of messages ends the channel with its reason', async () => {
    const channel = (await server.client(null)).channel('flood');
    const inbox = createInbox<string>();
    channel.on('system', {}, ({ message }) => inbox.add(message));
    await subscribe(channel);
    for (let n = 0; n < 400; n++) void channel.send({ type: 'broadcast', event: 'x', payload: {} });
    await inbox.until((items) => items.length > 0);
    expect(inbox.items[0]).toBe('MessagePerSecondRateLimitReached: Too many messages per second');
  });

  test('options that are not supported are refused by name', async () => {
    const client = await server.client(alice);
    const channel = client.channel('room', {
      config: { private: true, broadcast: { replay: { since: 0 } } },
    });
    expect((await subscribe(channel)).reason).toContain('"replay" is not supported');
  });

  test.each([
    ['apikey=wrong&vsn=2.0.0', 401],
    ['vsn=2.0.0', 401],
    ['apikey=KEY&vsn=3.0.0', 400],
  ])('the handshake %s is answered %i', async (query, status) => {
    const search = query.replace('KEY', server.keys.publishableKey);
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/realtime/v1/websocket?${search}`);
    const answer = await new Promise((resolve) => {
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
      socket.on('open', () => resolve(101));
    });
    socket.on('error', () => undefined);
    socket.terminate();
    expect(answer).toBe(status);
  });

  test.each([
    ['not json', 1003],
    ['["a"]', 1003],
    ['x'.repeat(70 * 1024), 1009],
  ])('a frame that is none closes the socket (%#)', async (frame, code) => {
    const search = `apikey=${server.keys.publishableKey}&vsn=2.0.0`;
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/realtime/v1/websocket?${search}`);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('open', () => socket.send(frame));
    expect(await closed).toBe(code);
  });
});
