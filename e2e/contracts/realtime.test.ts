import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Contract, type ContractPerson, openContract } from './contract.ts';
import { addMember, type ContractProject, makeProject } from './project.ts';

let contract: Contract;
let owner: ContractPerson;
let project: ContractProject;

beforeAll(async () => {
  contract = await openContract();
  owner = await contract.person('Ada');
  project = await makeProject(owner);
});
afterAll(() => contract.close());

test('a member follows a generation from the database, in order and without a gap', async () => {
  const viewer = await contract.person('Bob');
  await addMember(contract, project, viewer, 'viewer');
  const heard: number[] = [];
  const { status, channel } = await follow(viewer.client, `generation:${project.generation}`, ({ seq }) =>
    heard.push(seq),
  );
  expect(status).toBe('SUBSCRIBED');
  const before = await lastSeq();

  const admin = contract.admin();
  const succeeded = ({ error }: { error: unknown }) => expect(error).toBeNull();
  succeeded(await admin.rpc('admit_generations', { p_max_running: 1_000, p_lease_seconds: 600 }));
  const run = { p_generation: project.generation, p_admission: 1 };
  for (const p_phase of ['core', 'main']) {
    succeeded(
      await admin.rpc('begin_phase', { ...run, p_phase, p_input_hash: p_phase, p_lease_seconds: 600 }),
    );
    const p_files = [{ path: `${p_phase}.py`, content: 'print()\n', origin: 'blueprint' }];
    const commit = { ...run, p_phase, p_input_hash: p_phase, p_files };
    succeeded(await admin.rpc('commit_checkpoint', commit));
    // What runs twice is said once.
    succeeded(await admin.rpc('commit_checkpoint', commit));
  }
  const last = await lastSeq();
  expect(last).toBeGreaterThanOrEqual(before + 5);
  await expect.poll(() => heard.at(-1), { timeout: 20_000 }).toBe(last);
  expect(heard).toEqual(Array.from({ length: last - before }, (_, index) => before + index + 1));
  await viewer.client.removeChannel(channel);
});

test('an outsider, someone who is not signed in, and a topic that is no generation are refused', async () => {
  const outsider = await contract.person('Eve');
  const topic = `generation:${project.generation}`;
  const refusals = await Promise.all([
    follow(outsider.client, topic),
    follow(contract.client(), topic),
    follow(owner.client, 'generation:no-uuid'),
    follow(owner.client, `generation:${crypto.randomUUID()}`),
  ]);
  expect(refusals.map(({ status }) => status)).toEqual(Array(4).fill('CHANNEL_ERROR'));
});

test('a member may listen and not speak: events come from the database alone', async () => {
  const heard: unknown[] = [];
  const listener = await contract.person('Bob');
  await addMember(contract, project, listener, 'editor');
  const topic = `generation:${project.generation}`;
  await follow(listener.client, topic, (event) => heard.push(event));
  const { channel } = await follow(owner.client, topic);
  await channel.send({ type: 'broadcast', event: 'status', payload: { seq: 9_999 } });
  const before = heard.length;
  // A true event that comes later shows that the forged one would have come by now.
  const admin = contract.admin();
  const { error } = await admin.rpc('append_event', {
    p_generation: project.generation,
    p_admission: 1,
    p_type: 'log',
    p_payload: { phase: null, level: 'info', message: 'genuine' },
  });
  expect(error).toBeNull();
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(before);
  expect(heard).not.toContainEqual(expect.objectContaining({ seq: 9_999 }));
});

interface Broadcast {
  readonly seq: number;
}

async function follow(client: ContractPerson['client'], topic: string, hear?: (event: Broadcast) => void) {
  await client.realtime.setAuth();
  const channel = client.channel(topic, { config: { private: true } });
  channel.on('broadcast', { event: '*' }, ({ payload }) => hear?.(payload as Broadcast));
  const status = await new Promise<string>((resolve) => channel.subscribe((given) => resolve(given)));
  return { status, channel };
}

async function lastSeq(): Promise<number> {
  const { data, error } = await owner.client
    .from('generations')
    .select('last_seq')
    .eq('id', project.generation)
    .single();
  if (error !== null) throw error;
  return data.last_seq;
}
