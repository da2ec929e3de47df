import { beforeAll, describe, expect, test } from 'vitest';
import { failure } from '../../e2e/world/failure.ts';
import { joinProject } from '../../e2e/world/join-project.ts';
import { makePerson, type Person } from '../../e2e/world/person.ts';
import { createBearerClient } from '../supabase/session-client.ts';
import { createProject } from './create-project.ts';
import { deleteProject } from './delete-project.ts';
import { getProject } from './get-project.ts';
import { listMembers } from './list-members.ts';
import { listProjects } from './list-projects.ts';
import { updateProject } from './update-project.ts';

let owner: Person;
let editor: Person;
let viewer: Person;
let outsider: Person;
let project_id: string;

beforeAll(async () => {
  [owner, editor, viewer, outsider] = await Promise.all([
    makePerson('Olga'),
    makePerson('Eddie'),
    makePerson('Vera'),
    makePerson('Otto'),
  ]);
  project_id = (await createProject({ ctx: owner.ctx, input: { name: 'Shared' } })).id;
  await joinProject(editor, project_id, 'editor');
  await joinProject(viewer, project_id, 'viewer');
});

const verbs = {
  get: (person: Person, id = project_id) => getProject({ ctx: person.ctx, input: { project_id: id } }),
  members: (person: Person, id = project_id) => listMembers({ ctx: person.ctx, input: { project_id: id } }),
  update: (person: Person, id = project_id) =>
    updateProject({ ctx: person.ctx, input: { project_id: id, change: { description: 'Changed' } } }),
  remove: (person: Person, id = project_id) => deleteProject({ ctx: person.ctx, input: { project_id: id } }),
};

describe.each(Object.keys(verbs) as (keyof typeof verbs)[])('%s', (name) => {
  test('is not_found for an outsider, in the words for an id that does not exist', async () => {
    const foreign = await failure(verbs[name](outsider));
    expect(foreign).toMatchObject({ code: 'not_found' });
    expect(await failure(verbs[name](outsider, crypto.randomUUID()))).toEqual(foreign);
  });

  test('is refused to someone who is not signed in', async () => {
    const nobody = { ...owner, ctx: { ...owner.ctx, db: createBearerClient(null) } };
    expect(await failure(verbs[name](nobody))).toMatchObject({ code: 'forbidden' });
  });
});

test('a viewer may look, an editor may change, an owner may delete', async () => {
  expect(await verbs.get(viewer)).toMatchObject({ role: 'viewer', name: 'Shared' });
  expect((await verbs.members(viewer)).members.map(({ role }) => role)).toEqual([
    'owner',
    'editor',
    'viewer',
  ]);
  expect(await failure(verbs.update(viewer))).toMatchObject({ code: 'forbidden' });
  expect(await verbs.update(editor)).toMatchObject({ role: 'editor', description: 'Changed' });
  expect(await failure(verbs.remove(viewer))).toMatchObject({ code: 'forbidden' });
  expect(await failure(verbs.remove(editor))).toMatchObject({
    code: 'forbidden',
    hint: expect.stringMatching(/owner/),
  });
  expect(await verbs.get(owner)).toMatchObject({ role: 'owner' });
});

test.each([
  ['no name', { name: '' }],
  ['a name of spaces', { name: '   ' }],
  ['a name too long', { name: 'x'.repeat(81) }],
  ['a control character', { name: 'a\u0000b' }],
  ['a description too long', { name: 'x', description: 'x'.repeat(2_001) }],
])('%s makes no project', async (_, input) => {
  const before = await listProjects({ ctx: outsider.ctx, input: {} });
  await expect(createProject({ ctx: outsider.ctx, input })).rejects.toThrow();
  expect((await listProjects({ ctx: outsider.ctx, input: {} })).total).toBe(before.total);
});

test('a change that says nothing is refused', async () => {
  const change = updateProject({ ctx: owner.ctx, input: { project_id, change: {} } });
  await expect(change).rejects.toThrow('Say what to change');
});

describe('the list', () => {
  let ctx: Person['ctx'];

  beforeAll(async () => {
    ctx = (await makePerson('Lisa')).ctx;
    for (const name of ['100% "done"', '100 done', 'a*b', 'acb', 'a_b, (c)']) {
      await createProject({ ctx, input: { name, description: `About ${name}` } });
    }
  });

  test.each([
    ['100%', ['100% "done"']],
    ['"DONE"', ['100% "done"']],
    ['about 100', ['100 done', '100% "done"']],
    ['a_b', ['a_b, (c)']],
    ['b, (C)', ['a_b, (c)']],
    ['nothing of the kind', []],
  ])('search takes %j as it stands', async (search, expected) => {
    const { projects, total } = await listProjects({ ctx, input: { search, sort: 'name' } });
    expect(projects.map(({ name }) => name).sort()).toEqual([...expected].sort());
    expect(total).toBe(expected.length);
  });

  test('pages tell the total, also past the end', async () => {
    const page = await listProjects({ ctx, input: { limit: 2, offset: 4 } });
    expect([page.projects.length, page.total]).toEqual([1, 5]);
    const past = await listProjects({ ctx, input: { limit: 2, offset: 10 } });
    expect(past).toEqual({ projects: [], total: 5 });
  });

  test('archived projects are apart, and come back whole', async () => {
    const [first] = (await listProjects({ ctx, input: {} })).projects;
    const input = { project_id: first?.id ?? '', change: { archived: true } };
    expect((await updateProject({ ctx, input })).archived).toBe(true);
    expect((await listProjects({ ctx, input: {} })).total).toBe(4);
    expect((await listProjects({ ctx, input: { archived: true } })).projects[0]?.id).toBe(first?.id);
    const back = await updateProject({ ctx, input: { ...input, change: { archived: false } } });
    expect({ ...back, updated_at: '' }).toEqual({ ...first, updated_at: '' });
  });
});

test('deleting twice at once deletes once, and nobody sees it any more', async () => {
  const made = await createProject({ ctx: owner.ctx, input: { name: 'Doomed' } });
  await joinProject(viewer, made.id, 'viewer');
  const outcomes = await Promise.allSettled([verbs.remove(owner, made.id), verbs.remove(owner, made.id)]);
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
  expect(refused.every((code) => code === 'not_found')).toBe(true);
  for (const person of [owner, viewer]) {
    expect(await failure(verbs.get(person, made.id))).toMatchObject({ code: 'not_found' });
  }
});
