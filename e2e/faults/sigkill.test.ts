import { expect, it } from 'vitest';
import type { Context } from '../../lib/supabase/context.ts';
import { awaitEnd } from '../world/await-end.ts';
import { makeWorldPlace, startWorld, type World } from '../world/start-world.ts';
import { seededRandom } from './random.ts';

const kills = 20;
const prompt =
  'A blog with users, posts, comments and tags; a post has a title, a body and an author, and many tags';

it('loses no committed phase, makes none twice and ends with the same tree when the server is killed 20 times', async () => {
  const { seed, next } = seededRandom();
  console.log(`CAIRN_SEED=${seed}`);
  const place = await makeWorldPlace();
  let world: World | undefined = await startWorld(place);
  try {
    Object.assign(process.env, world.environment, { LOG_LEVEL: 'silent' });
    const { makePerson } = await import('../world/person.ts');
    const { ctx } = await makePerson();
    const undisturbed = await generate(ctx);
    const calm = await awaitEnd(ctx, undisturbed);
    const expected = await tree(ctx, undisturbed);
    const duration = Date.parse(calm.finished_at ?? '') - Date.parse(calm.created_at);

    // A run that ends between two kills is checked and the next one takes its place: only kills that meet a run count.
    let disturbed = await generate(ctx);
    let committed = new Map<string, string>();
    for (let kill = 0; kill < kills; ) {
      await new Promise((resolve) => setTimeout(resolve, next() * duration * 0.6));
      const killedAt = Date.now();
      await world.kill();
      world = await startWorld(place);
      const { phases, finished_at } = await read(ctx, disturbed);
      for (const { key, checkpoint_id } of phases) {
        const before = committed.get(key);
        if (before !== undefined) expect(checkpoint_id, `${key} after kill ${kill}`).toBe(before);
        if (checkpoint_id !== null) committed.set(key, checkpoint_id);
      }
      if (finished_at === null || Date.parse(finished_at) > killedAt) kill += 1;
      if (finished_at !== null) {
        await expectWhole(ctx, disturbed, expected);
        disturbed = await generate(ctx);
        committed = new Map();
      }
    }
    await expectWhole(ctx, disturbed, expected);
  } finally {
    await world?.stop();
    await place.remove();
  }
}, 400_000);

/** Complete, in one checkpoint a phase, with the bytes of the undisturbed run and a log without gaps. */
async function expectWhole(ctx: Context, generation_id: string, expected: readonly string[]): Promise<void> {
  const ended = await awaitEnd(ctx, generation_id, 120_000);
  expect(ended.failure).toBeNull();
  expect(ended.status).toBe('succeeded');
  expect(ended.phases.map(({ status }) => status)).toEqual(ended.phases.map(() => 'committed'));
  expect(await tree(ctx, generation_id)).toEqual(expected);
  const checkpoints = await versions(ctx, generation_id);
  expect(checkpoints.map(({ version }) => version)).toEqual(checkpoints.map((_, index) => index + 1));
  expect(checkpoints.map(({ phase }) => phase).sort()).toEqual(ended.phases.map(({ key }) => key).sort());
  const numbers = await sequence(ctx, generation_id);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
}

async function generate(ctx: Context): Promise<string> {
  const { createProject } = await import('../../lib/projects/create-project.ts');
  const { startGeneration } = await import('../../lib/generations/start-generation.ts');
  const project = await createProject({ ctx, input: { name: 'Blog' } });
  return (await startGeneration({ ctx, input: { project_id: project.id, prompt } })).generation_id;
}

async function read(ctx: Context, generation_id: string) {
  const { getGeneration } = await import('../../lib/generations/get-generation.ts');
  return getGeneration({ ctx, input: { generation_id } });
}

async function tree(ctx: Context, generation_id: string) {
  const { listFiles } = await import('../../lib/generations/list-files.ts');
  const { files } = await listFiles({ ctx, input: { generation_id } });
  return files.map(({ path, sha256 }) => `${sha256} ${path}`);
}

async function versions(ctx: Context, generation_id: string) {
  const { listCheckpoints } = await import('../../lib/generations/list-checkpoints.ts');
  return (await listCheckpoints({ ctx, input: { generation_id } })).checkpoints.reverse();
}

async function sequence(ctx: Context, generation_id: string) {
  const { listEvents } = await import('../../lib/generations/list-events.ts');
  return (await listEvents({ ctx, input: { generation_id } })).events.map(({ seq }) => seq);
}
