import type { Phase } from '@/lib/generations/schemas';

/** `partial`: committed, with a file missing or standing in for another. */
export type StoneState = 'pending' | 'running' | 'committed' | 'partial' | 'failed' | 'cancelled';

export interface Stone {
  readonly key: string;
  readonly state: StoneState;
}

export const stoneStateLabels: Readonly<Record<StoneState, string>> = {
  pending: 'Waiting',
  running: 'Running',
  committed: 'Committed',
  partial: 'Committed in part',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export function toStone(phase: Pick<Phase, 'key' | 'status' | 'shortfalls'>): Stone {
  const isPartial = phase.status === 'committed' && phase.shortfalls.length > 0;
  return { key: phase.key, state: isPartial ? 'partial' : phase.status };
}

/** What is written on the stone: `Post` for `entity:Post`, else the key. */
export function stoneName(key: string): string {
  return key.startsWith('entity:') ? key.slice('entity:'.length) : key;
}
