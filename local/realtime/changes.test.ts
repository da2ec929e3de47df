import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createInbox, type RealtimeTestServer, startRealtimeTestServer, subscribe } from './test-server.ts';

const alice = '00000000-0000-4000-8000-00000000000a';
const bob = '00000000-0000-4000-8000-00000000000b';
const setup = `
  create table public.notes (id int primary key, owner uuid not null, title text, secret text);
  alter table public.notes enable row level security;
  create policy own_notes on public.notes for select to authenticated using (owner = auth.uid());
  revoke select on public.notes from authenticated;
  grant select (id, owner, title) on public.notes to authenticated;
  create table public.open_notes (id int primary key, title text);
  alter table public.open_notes replica identity full;
  create table public.unpublished (id int primary key);
  alter publication supabase_realtime add table public.notes, public.open_notes;
`;

interface Change {
  eventType: string;
  new: Record<string, unknown>;
  old: Record<string, unknown>;
  errors: unknown;
}

let dataDir: string;
let server: RealtimeTestServer;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cairn-realtime-'));
  server = await startRealtimeTestServer({ dataDir, setup });
});

afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  await server.db.exec('truncate public.notes, public.open_notes');
});

async function follow(user: string | null, table: string, filter?: string, vsn?: string) {
  const client = await server.client(user, { vsn });
  const inbox = createInbox<Change>();
  const channel = client.channel(`changes-${table}`);
  channel.on('postgres_changes', { event: '*', schema: 'public', table, filter }, (change) => {
    inbox.add(change as unknown as Change);
  });
  expect(await subscribe(channel)).toEqual({ status: 'SUBSCRIBED', reason: '' });
  return inbox;
}

test.each(['1.0.0', '2.0.0'])('inserts, updates and deletes arrive in order (protocol %s)', async (vsn) => {
  const inbox = await follow(null, 'open_notes', undefined, vsn);
  await server.db.exec(`
    insert into public.open_notes values (1, 'a');
    update public.open_notes set title = 'b' where id = 1;
    delete from public.open_notes where id = 1;`);
  await inbox.until((items) => items.length === 3);
  expect(inbox.items.map(({ eventType, new: now, old }) => [eventType, now, old])).toEqual([
    ['INSERT', { id: 1, title: 'a' }, {}],
    ['UPDATE', { id: 1, title: 'b' }, { id: 1, title: 'a' }],
    ['DELETE', {}, { id: 1, title: 'b' }],
  ]);
});

test('a row is told to those alone whose policies show it, and only the columns they may read', async () => {
  const [aliceInbox, bobInbox, nobodyInbox] = [
    await follow(alice, 'notes'),
    await follow(bob, 'notes'),
    await follow(null, 'notes'),
  ];
  await server.db.query(
    `insert into public.notes values (1, $1, 'for alice', 'x'), (2, $2, 'for bob', 'y')`,
    [alice, bob],
  );
  await Promise.all([aliceInbox, bobInbox].map((inbox) => inbox.until((items) => items.length === 1)));
  expect(aliceInbox.items.map((change) => change.new)).toEqual([{ id: 1, owner: alice, title: 'for alice' }]);
  expect(bobInbox.items.map((change) => change.new)).toEqual([{ id: 2, owner: bob, title: 'for bob' }]);
  expect(nobodyInbox.items).toEqual([]);
});

test('a deleted row under row security shows its key alone', async () => {
  await server.db.query(`insert into public.notes values (7, $1, 'private', 'x')`, [alice]);
  const inbox = await follow(bob, 'notes');
  await server.db.exec('delete from public.notes');
  await inbox.until((items) => items.length === 1);
  expect(inbox.items[0]).toMatchObject({ eventType: 'DELETE', old: { id: 7 } });
  expect(Object.keys(inbox.items[0]?.old ?? {})).toEqual(['id']);
});

test.each([
  ['id=eq.10', [10]],
  ['id=gte.9', [9, 10]],
  ['title=neq.two', [9, 10]],
  ['id=in.(2,10)', [2, 10]],
  ['title=in.("a, quoted",two)', [2, 10]],
])('the filter %s compares as the column type does', async (filter, expected) => {
  const inbox = await follow(null, 'open_notes', filter);
  await server.db.exec(`insert into public.open_notes values (2, 'two'), (9, 'nine'), (10, 'a, quoted')`);
  await inbox.until((items) => items.length === expected.length);
  expect(inbox.items.map((change) => change.new.id)).toEqual(expected);
});

test.each([
  ['title=like.a%', 'the operator "like" in postgres_changes is not supported'],
  ['id=eq.1,title=eq.x', 'joined conditions in postgres_changes are not supported'],
  ['nonsense', 'is not of the form column=operator.value'],
])('the filter %s is refused by name', async (filter, reason) => {
  const client = await server.client(null);
  const channel = client.channel('refused');
  channel.on(
    'postgres_changes',
    { event: '*', schema: 'public', table: 'open_notes', filter },
    () => undefined,
  );
  const answer = await subscribe(channel);
  expect(answer.status).toBe('CHANNEL_ERROR');
  expect(answer.reason).toContain(reason);
});

test('a change that is rolled back is never told, nor one of an unpublished table', async () => {
  const inbox = await follow(null, '*');
  const failing = server.db.transaction(async (tx) => {
    await tx.exec(`insert into public.open_notes values (1, 'undone')`);
    throw new Error('roll back');
  });
  await expect(failing).rejects.toThrow('roll back');
  await server.db.exec(
    `insert into public.unpublished values (1); insert into public.open_notes values (2, 'kept')`,
  );
  await inbox.until((items) => items.length > 0);
  expect(inbox.items.map((change) => change.new)).toEqual([{ id: 2, title: 'kept' }]);
});

test('tables follow the publication in and out', async () => {
  const triggers = async () =>
    await server.db.query(
      `select tgrelid::regclass::text as name from pg_trigger where tgname = '_realtime_record_change' order by 1`,
    );
  await server.db.exec('alter publication supabase_realtime drop table public.notes');
  expect(await triggers()).toEqual([{ name: 'open_notes' }]);
  await server.db.exec('alter publication supabase_realtime add table public.notes');
  expect(await triggers()).toEqual([{ name: 'notes' }, { name: 'open_notes' }]);
});
