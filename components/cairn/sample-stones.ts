import type { Stone } from '@/components/cairn/stone';

/** A blog, built: for pages that show what a cairn is. */
export const sampleStones: readonly Stone[] = [
  'plan',
  'core',
  'entity:User',
  'entity:Post',
  'entity:Tag',
  'support',
  'main',
  'verify',
].map((key) => ({ key, state: 'committed' }));
