import type { AppSpec } from '../specs/schemas.ts';
import type { FileTarget, Stack } from '../stacks/stack.ts';

export interface PlannedPhase {
  readonly key: string;
  readonly title: string;
  readonly position: number;
  readonly targets: readonly FileTarget[];
}

export const planPhaseKey = 'plan';
export const verifyPhaseKey = 'verify';
/** Written by the plan phase into every tree, so that a project can be read back without its database. */
export const specFile = 'cairn.json';

/** All phases of a generation in reading order (A2): the stack's own, between `plan` and `verify`. */
export function planPhases(stack: Stack, spec: AppSpec): PlannedPhase[] {
  const own = stack.plan(spec);
  const plan = {
    key: planPhaseKey,
    title: 'Plan: the spec and the project template',
    targets: [{ path: specFile, purpose: 'the app spec that everything is generated from' }],
  };
  const verify = { key: verifyPhaseKey, title: 'Verify: check every file', targets: [] };
  return [plan, ...own, verify].map(({ key, title, targets }, position) => ({
    key,
    title,
    position,
    targets,
  }));
}

/** Which of the stack's phases may run side by side: each wave waits for the one before it, no phase for its siblings. */
export function planWaves(stack: Stack, spec: AppSpec): string[][] {
  const waiting = new Map<string, readonly string[]>(stack.plan(spec).map(({ key, after }) => [key, after]));
  const waves: string[][] = [];
  while (waiting.size > 0) {
    const ready = [...waiting]
      .filter(([, after]) => !after.some((key) => waiting.has(key)))
      .map(([key]) => key);
    if (ready.length === 0)
      throw new Error(`The phases of ${stack.id} wait for each other: ${[...waiting.keys()].join(', ')}`);
    for (const key of ready) waiting.delete(key);
    waves.push(ready);
  }
  return waves;
}
