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
    expect(calm.status).toBe('succeeded');
    const duration = Date.parse(calm.finished_at ?? '') - Date.parse(calm.started_at ?? '');

    const disturbed = await generate(ctx);
    const committed = new Map<string, string>();
    let landed = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      await new Promise((resolve) => setTimeout(resolve, next() * (duration / 4)));
      await world.kill();
      world = await startWorld(place);
      const { status, phases } = await read(ctx, disturbed);
      if (status === 'queued' || status === 'running') landed += 1;
      for (const { key, checkpoint_id } of phases) {
        const before = committed.get(key);
        if (before !== undefined) expect(checkpoint_id, `${key} after kill ${kill}`).toBe(before);
        if (checkpoint_id !== null) committed.set(key, checkpoint_id);
      }
    }
    const ended = await awaitEnd(ctx, disturbed, 120_000);
    expect(landed, 'kills that met the generation under way').toBeGreaterThan(3);
    expect(ended.failure).toBeNull();
    expect(ended.status).toBe('succeeded');
    expect(ended.phases.map(({ status }) => status)).toEqual(ended.phases.map(() => 'committed'));

    expect(await tree(ctx, disturbed)).toEqual(await tree(ctx, undisturbed));
    const checkpoints = await versions(ctx, disturbed);
    expect(checkpoints.map(({ version }) => version)).toEqual(checkpoints.map((_, index) => index + 1));
    expect(checkpoints.map(({ phase }) => phase).sort()).toEqual(ended.phases.map(({ key }) => key).sort());
    const numbers = await sequence(ctx, disturbed);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  } finally {
    await world?.stop();
    await place.remove();
  }
}, 300_000);

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
