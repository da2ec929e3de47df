import { beforeAll, expect, test } from 'vitest';
import { awaitEnd } from '../../e2e/world/await-end.ts';
import { failure } from '../../e2e/world/failure.ts';
import { joinProject } from '../../e2e/world/join-project.ts';
import { makePerson, type Person } from '../../e2e/world/person.ts';
import { startGeneration } from '../generations/start-generation.ts';
import { createProject } from '../projects/create-project.ts';
import { updateProject } from '../projects/update-project.ts';
import { createBearerClient } from '../supabase/session-client.ts';
import { listActivity } from './list-activity.ts';
import { activity, type ListActivityInput } from './schemas.ts';

let owner: Person;
let viewer: Person;
let outsider: Person;
let project_id: string;

beforeAll(async () => {
  [owner, viewer, outsider] = await Promise.all([
    makePerson('Olive'),
    makePerson('Vince'),
    makePerson('Orson'),
  ]);
  project_id = (await createProject({ ctx: owner.ctx, input: { name: 'First' } })).id;
  await joinProject(viewer, project_id, 'viewer');
  await updateProject({ ctx: owner.ctx, input: { project_id, change: { name: 'Second' } } });
  const { generation_id } = await startGeneration({
    ctx: owner.ctx,
    input: { project_id, prompt: 'Notes(title: string)' },
  });
  await awaitEnd(owner.ctx, generation_id);
});

const list = (person: Person, input: ListActivityInput = {}, id = project_id) =>
  listActivity({ ctx: person.ctx, input: { project_id: id, ...input } });

test('the feed tells members who did what, the newest first, in shapes that are documented', async () => {
  const { activity: lines, before } = await list(viewer);
  expect(lines.map(({ verb, actor }) => [verb, actor?.name ?? null])).toEqual([
    ['generation_finished', null],
    ['generation_started', 'Olive'],
    ['project_renamed', 'Olive'],
    ['member_joined', null],
    ['project_created', 'Olive'],
  ]);
  expect(before).toBeNull();
  for (const line of lines) expect(activity.parse(line)).toEqual(line);
});

test('pages go back without gaps or repeats', async () => {
  const whole = (await list(owner)).activity.map(({ id }) => id);
  const first = await list(owner, { limit: 2 });
  const second = await list(owner, { limit: 2, before: first.before ?? 0 });
  const third = await list(owner, { limit: 2, before: second.before ?? 0 });
  const paged = [first, second, third].flatMap((page) => page.activity.map(({ id }) => id));
  expect(paged).toEqual(whole);
  expect(third.before).toBeNull();
});

test('outsiders get what a wrong id gets, and the signed-out nothing', async () => {
  const foreign = await failure(list(outsider));
  expect(foreign).toMatchObject({ code: 'not_found' });
  expect(await failure(list(owner, {}, crypto.randomUUID()))).toEqual(foreign);
  const nobody = { ...owner, ctx: { ...owner.ctx, db: createBearerClient(null) } };
  expect(await failure(list(nobody))).toMatchObject({ code: 'forbidden' });
});

test.each([{ limit: 0 }, { limit: 201 }, { before: 0 }, { before: 1.5 }, { limit: 'many' }])(
  '%j is refused',
  async (input) => {
    await expect(list(owner, input)).rejects.toThrow();
  },
);
