import { z } from 'zod';
import { planPhases } from './plan-phases.ts';
import { resolveSpec } from './resolve-spec.ts';

export const previewPlanInput = z.object({
  prompt: z.string().max(20_000, 'Use at most 20,000 characters.').default(''),
  spec: z.unknown().optional(),
  stack: z.string().max(32).optional(),
});

/** What a generation would do, before it starts (A10): the spec as understood, the phases and their files. */
export function previewPlan({ input }: { input: z.input<typeof previewPlanInput> }) {
  const { stack, spec, notes } = resolveSpec(previewPlanInput.parse(input));
  const phases = planPhases(stack, spec);
  return {
    spec,
    notes: [...notes],
    phases: phases.map(({ key, title, targets }) => ({ key, title, files: targets.length })),
    files: phases.reduce((sum, { targets }) => sum + targets.length, 0),
  };
}
