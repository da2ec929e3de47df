import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyValidSpec } from '../stacks/fastapi/testdata/any-spec.ts';
import { stacks } from '../stacks/registry.ts';
import type { Stack, StackPhaseKey } from '../stacks/stack.ts';
import { planPhases, planWaves } from './plan-phases.ts';

describe.each(stacks)('$id', (stack) => {
  test('the phases of any spec are plan, core, one for each entity, support, main, verify', () => {
    fc.assert(
      fc.property(anyValidSpec(), (spec) => {
        const phases = planPhases(stack, spec);
        const entities = spec.entities.map(({ name }) => `entity:${name}`);
        expect(phases.map(({ key }) => key)).toEqual([
          'plan',
          'core',
          ...entities,
          'support',
          'main',
          'verify',
        ]);
        expect(phases.map(({ position }) => position)).toEqual([...phases.keys()]);
        const paths = phases.flatMap(({ targets }) => targets.map(({ path }) => path));
        expect(new Set(paths).size).toBe(paths.length);
        expect(paths).toContain('cairn.json');
      }),
      { numRuns: 30 },
    );
  });

  test('no phase runs before one that it waits for, and entities run side by side', () => {
    fc.assert(
      fc.property(anyValidSpec(), (spec) => {
        const waves = planWaves(stack, spec);
        const phases = stack.plan(spec);
        expect(waves.flat().sort()).toEqual(phases.map(({ key }) => key).sort());
        const waveOf = (key: string) => waves.findIndex((wave) => wave.includes(key));
        for (const { key, after } of phases) {
          for (const earlier of after) expect(waveOf(earlier)).toBeLessThan(waveOf(key));
        }
        const ofEntities = phases.filter(({ entity }) => entity !== null).map(({ key }) => waveOf(key));
        expect(new Set(ofEntities).size).toBe(1);
      }),
      { numRuns: 30 },
    );
  });
});

test('phases that wait for each other are an error that names them, not a run that never ends', () => {
  const phase = (key: StackPhaseKey, after: StackPhaseKey[]) => ({
    key,
    title: key,
    entity: null,
    after,
    targets: [],
  });
  const [first] = stacks;
  const circular = {
    ...first,
    id: 'circular',
    plan: () => [phase('core', []), phase('support', ['main']), phase('main', ['support'])],
  } as Stack;
  const spec = fc.sample(anyValidSpec(), 1)[0];
  if (spec === undefined) throw new Error('There is no spec.');
  expect(() => planWaves(circular, spec)).toThrow(
    'The phases of circular wait for each other: support, main',
  );
});
