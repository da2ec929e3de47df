import type { TestProject } from 'vitest/node';
import { administratorEmail } from './administrator.ts';
import { makeWorldPlace, startWorld } from './start-world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    world: Record<string, string>;
  }
}

/** One backend for all tests that need one: the embedded services, or the ones that the environment names. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.NEXT_PUBLIC_SUPABASE_URL) {
    project.provide('world', {});
    return undefined;
  }
  const place = await makeWorldPlace();
  const world = await startWorld(place, { CAIRN_ADMINS: administratorEmail });
  project.provide('world', { ...world.environment });
  return async () => {
    await world.stop();
    await place.remove();
  };
}
