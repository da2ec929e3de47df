import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Contract, type ContractPerson, openContract } from './contract.ts';
import { addMember, type ContractProject, makeProject } from './project.ts';

let contract: Contract;
let owner: ContractPerson;
let viewer: ContractPerson;
let outsider: ContractPerson;
let project: ContractProject;

beforeAll(async () => {
  contract = await openContract();
  owner = await contract.person('Ada');
  viewer = await contract.person('Bob');
  outsider = await contract.person('Eve');
  project = await makeProject(owner);
  await addMember(contract, project, viewer, 'viewer');
});
afterAll(() => contract.close());

describe('reading', () => {
  test('a row comes alone, or not at all, as it was asked for', async () => {
    const one = () => owner.client.from('projects').select('id, name').eq('id', project.id);
    expect(await one().single()).toMatchObject({ status: 200, data: { id: project.id, name: 'Shared' } });
    const none = () => owner.client.from('projects').select('id').eq('id', crypto.randomUUID());
    expect(await none().maybeSingle()).toMatchObject({ data: null, error: null });
    expect(await none().single()).toMatchObject({ status: 406, data: null, error: { code: 'PGRST116' } });
    const many = await owner.client.from('project_members').select().eq('project_id', project.id).single();
    expect(many).toMatchObject({ status: 406, error: { code: 'PGRST116' } });
  });

  test('related rows come inside, along the foreign key that is named', async () => {
    const { data, error } = await owner.client
      .from('projects')
      .select('name, project_members(role, profiles(display_name)), generations!inner(number, phases(key))')
      .eq('id', project.id)
      .order('role', { referencedTable: 'project_members', ascending: false })
      .order('position', { referencedTable: 'generations.phases' })
      .single();
    expect(error).toBeNull();
    expect(data).toEqual({
      name: 'Shared',
      project_members: [
        { role: 'owner', profiles: { display_name: 'Ada' } },
        { role: 'viewer', profiles: { display_name: 'Bob' } },
      ],
      generations: [{ number: 1, phases: [{ key: 'core' }, { key: 'main' }] }],
    });
    const unrelated = await owner.client.from('profiles').select('id, blobs(sha256)' as '*');
    expect(unrelated).toMatchObject({ status: 400, error: { code: 'PGRST200' } });
    const ambiguous = await owner.client.from('generations').select('id, checkpoints(id)' as '*');
    expect(ambiguous).toMatchObject({ status: 300, error: { code: 'PGRST201' } });
  });

  test('an inner join drops what has nothing to join, and a filter on it does too', async () => {
    const bare = await owner.client.rpc('create_project', { name: 'Bare' });
    const ids = async (filter: string | null) => {
      const query = owner.client.from('projects').select('id, generations!inner(number)');
      const { data } = await (filter === null ? query : query.eq('generations.prompt', filter));
      return data?.map(({ id }) => id);
    };
    expect(await ids(null)).toEqual([project.id]);
    expect(await ids('A blog')).toEqual([project.id]);
    expect(await ids('Something else')).toEqual([]);
    await owner.client
      .from('projects')
      .delete()
      .eq('id', bare.data?.id ?? '');
  });

  test('filters combine, reach into JSON, and take any text as text', async () => {
    const names = ['a,b', 'c(d)', 'e"f', "g'h", 'i.j', '50%', 'tab\tline\n', 'ünïcode 🗿'];
    for (const name of names) await owner.client.rpc('create_project', { name });
    const mine = () => owner.client.from('projects').select('name');
    for (const name of names) expect((await mine().eq('name', name)).data).toEqual([{ name }]);
    expect((await mine().in('name', names)).data).toHaveLength(names.length);
    expect((await mine().or('name.eq."a,b",name.eq."i.j"')).data).toHaveLength(2);
    expect((await mine().ilike('name', 'A,%')).data).toEqual([{ name: 'a,b' }]);
    expect((await mine().like('name', '50\\%')).data).toEqual([{ name: '50%' }]);
    expect((await mine().not('name', 'in', '("a,b")').neq('name', 'Shared')).data).toHaveLength(
      names.length - 1,
    );
    expect((await mine().is('archived_at', null).gte('generation_count', 1)).data).toEqual([
      { name: 'Shared' },
    ]);
    const spec = await owner.client
      .from('generations')
      .select('app:spec->>name, first:spec->entities->0->>name')
      .eq('spec->>name', 'Blog');
    expect(spec.data).toEqual([{ app: 'Blog', first: 'Post' }]);
    await owner.client.from('projects').delete().in('name', names);
  });

  test('pages, ranges and counts say how much there is', async () => {
    const phases = () =>
      viewer.client.from('phases').select('key', { count: 'exact' }).eq('generation_id', project.generation);
    const first = await phases().order('position').range(0, 0);
    expect(first).toMatchObject({ status: 206, count: 2, data: [{ key: 'core' }] });
    expect(await phases().order('position', { ascending: false }).limit(5)).toMatchObject({
      status: 200,
      count: 2,
      data: [{ key: 'main' }, { key: 'core' }],
    });
    expect(await phases().range(5, 9)).toMatchObject({ status: 416, error: { code: 'PGRST103' } });
    const head = await viewer.client.from('phases').select('*', { count: 'exact', head: true });
    expect(head).toMatchObject({ count: 2, data: null, error: null });
  });

  test('what does not exist or makes no sense is refused by code', async () => {
    const loose = owner.client as unknown as { from(table: string): ReturnType<typeof owner.client.from> };
    expect(await loose.from('nothing').select()).toMatchObject({ status: 404, error: { code: 'PGRST205' } });
    const column = await owner.client.from('projects').select('nothing' as '*');
    expect(column).toMatchObject({ status: 400, error: { code: '42703' } });
    const value = await owner.client.from('projects').select().eq('id', 'no uuid');
    expect(value).toMatchObject({ status: 400, error: { code: '22P02' } });
    const operator = await owner.client.from('projects').select().filter('name', 'resembles', 'x');
    expect(operator).toMatchObject({ status: 400, error: { code: 'PGRST100' } });
  });
});

describe('writing', () => {
  test('insert, upsert, update and delete answer with what they changed', async () => {
    const admin = contract.admin();
    const member = { project_id: project.id, user_id: outsider.id };
    const table = () => admin.from('project_members');
    const inserted = await table()
      .insert({ ...member, role: 'viewer' })
      .select('role');
    expect(inserted).toMatchObject({ status: 201, data: [{ role: 'viewer' }] });
    const twice = await table().insert({ ...member, role: 'editor' });
    expect(twice).toMatchObject({ status: 409, error: { code: '23505' } });
    const ignored = await table()
      .upsert({ ...member, role: 'editor' }, { ignoreDuplicates: true })
      .select();
    expect(ignored.data).toEqual([]);
    const merged = await table()
      .upsert([{ ...member, role: 'editor' }], { onConflict: 'project_id,user_id' })
      .select('role')
      .single();
    expect(merged.data).toEqual({ role: 'editor' });
    const removed = await table().delete({ count: 'exact' }).match(member).select('user_id');
    expect(removed).toMatchObject({ status: 200, count: 1, data: [{ user_id: outsider.id }] });
    expect(await table().delete().match(member)).toMatchObject({ status: 204, error: null });
    const nobody = await table().insert({ ...member, user_id: crypto.randomUUID(), role: 'viewer' });
    expect(nobody).toMatchObject({ status: 409, error: { code: '23503' } });
  });

  test('a person changes what is theirs to change, and is told what the rules of the table are', async () => {
    const renamed = await owner.client
      .from('projects')
      .update({ description: 'New words' })
      .eq('id', project.id)
      .select('description, updated_at, created_at')
      .single();
    expect(renamed.data?.description).toBe('New words');
    expect(Date.parse(renamed.data?.updated_at ?? '')).toBeGreaterThan(
      Date.parse(renamed.data?.created_at ?? ''),
    );
    const empty = await owner.client.from('projects').update({ name: '' }).eq('id', project.id);
    expect(empty).toMatchObject({ status: 400, error: { code: '23514' } });
    const column = await owner.client.from('projects').update({ generation_count: 9 }).eq('id', project.id);
    expect(column).toMatchObject({ status: 403, error: { code: '42501' } });
  });

  test('a write that answers with one row leaves nothing behind when there is not one', async () => {
    const update = await owner.client
      .from('projects')
      .update({ description: 'Lost' })
      .in('id', [project.id, (await makeProject(owner, 'Second')).id])
      .select()
      .single();
    expect(update).toMatchObject({ status: 406, error: { code: 'PGRST116' } });
    const { data } = await owner.client.from('projects').select('id').eq('description', 'Lost');
    expect(data).toEqual([]);
    await owner.client.from('projects').delete().eq('name', 'Second');
  });
});

describe('row-level security', () => {
  test('an outsider finds nothing, changes nothing and is not told that there is something', async () => {
    const { client } = outsider;
    for (const table of ['projects', 'generations', 'phases', 'generation_events', 'messages'] as const) {
      expect(await client.from(table).select()).toMatchObject({ status: 200, data: [] });
    }
    const update = await client.from('projects').update({ name: 'Mine' }).eq('id', project.id).select();
    expect(update).toMatchObject({ status: 200, data: [] });
    const removed = await client.from('projects').delete().eq('id', project.id).select();
    expect(removed).toMatchObject({ status: 200, data: [] });
    expect((await owner.client.from('projects').select().eq('id', project.id)).data).toHaveLength(1);
  });

  test('a viewer reads, and neither changes nor makes anything', async () => {
    const { client, id } = viewer;
    expect((await client.from('messages').select('body')).data).toEqual([{ body: 'A blog' }]);
    expect(
      (await client.from('projects').update({ name: 'Mine' }).eq('id', project.id).select()).data,
    ).toEqual([]);
    const promotion = await client
      .from('project_members')
      .update({ role: 'owner' })
      .match({ project_id: project.id, user_id: id });
    expect(promotion).toMatchObject({ status: 403, error: { code: '42501' } });
    expect(await client.from('projects').insert({ name: 'Forged' })).toMatchObject({
      status: 403,
      error: { code: '42501' },
    });
  });

  test('nobody in particular may do nothing', async () => {
    const client = contract.client();
    expect(await client.from('projects').select()).toMatchObject({ status: 401, error: { code: '42501' } });
    const made = await client.rpc('create_project', { name: 'Forged' });
    expect(made).toMatchObject({ status: 401, error: { code: '42501' } });
  });
});

describe('functions', () => {
  test('raise errors of our own with their status, words and hint', async () => {
    const cancel = (client: ContractPerson['client']) =>
      client.rpc('cancel_generation', { p_generation: project.generation });
    expect(await cancel(outsider.client)).toMatchObject({ status: 404, error: { code: 'PT404' } });
    expect(await cancel(viewer.client)).toMatchObject({ status: 403, error: { code: 'PT403' } });
    await owner.client
      .from('projects')
      .update({ archived_at: new Date().toISOString() })
      .eq('id', project.id);
    await expect(makeGeneration()).resolves.toMatchObject({
      status: 409,
      error: { code: 'PT409', message: 'not_allowed_now', hint: expect.stringContaining('Restore it first') },
    });
    await owner.client.from('projects').update({ archived_at: null }).eq('id', project.id);
  });

  test('are called with arguments that they have, of types that fit', async () => {
    const loose = owner.client as unknown as { rpc: (name: string, given?: object) => PromiseLike<unknown> };
    expect(await loose.rpc('no_such_function')).toMatchObject({ status: 404, error: { code: 'PGRST202' } });
    expect(await loose.rpc('create_project', { title: 'x' })).toMatchObject({
      status: 404,
      error: { code: 'PGRST202' },
    });
    expect(await loose.rpc('cancel_generation', { p_generation: 'no uuid' })).toMatchObject({
      status: 400,
      error: { code: '22P02' },
    });
    expect(await owner.client.rpc('create_project', { name: '' })).toMatchObject({
      status: 400,
      error: { code: '23514' },
    });
  });

  test('for the server alone are not for people', async () => {
    const admit = (client: ContractPerson['client']) =>
      client.rpc('admit_generations', { p_max_running: 0, p_lease_seconds: 60 });
    expect(await admit(owner.client)).toMatchObject({ status: 403, error: { code: '42501' } });
    expect(await admit(contract.admin())).toMatchObject({ status: 200, error: null });
  });

  function makeGeneration() {
    return owner.client.rpc('start_generation', {
      p_project: project.id,
      p_stack: 'fastapi',
      p_model: 'blueprint',
      p_prompt: 'Another',
      p_spec: {},
      p_priority: 'normal',
      p_phases: [],
    });
  }
});
