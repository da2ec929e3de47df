'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { defineAction } from '@/app/_doors/action';
import { cancelGeneration, resumeGeneration } from '@/lib/generations/change-generation';
import { previewPlan, previewPlanInput } from '@/lib/generations/preview-plan';
import { startGenerationInput } from '@/lib/generations/schemas';
import { startGeneration } from '@/lib/generations/start-generation';
import { createProject } from '@/lib/projects/create-project';
import { deleteProject } from '@/lib/projects/delete-project';
import { projectName, updateProjectInput } from '@/lib/projects/schemas';
import { updateProject } from '@/lib/projects/update-project';
import type { AppSpec } from '@/lib/specs/schemas';

const generationId = z.object({ generation_id: z.uuid() });

const buildInput = z.object({
  /** Null: a new project, named by `name` or else by the app. */
  project_id: z.uuid().nullable(),
  name: z.string().trim().max(80, 'Use at most 80 characters.').default(''),
  start: startGenerationInput,
});

const readEntities = defineAction(previewPlanInput, async ({ input }) => previewPlan({ input }));

const build = defineAction(buildInput, async ({ ctx, input }) => {
  // Refuses what cannot be built before a project is made for it.
  const { spec } = previewPlan({ input: input.start });
  const project_id = input.project_id ?? (await makeProject(ctx, input.name, spec));
  try {
    const { generation_id } = await startGeneration({ ctx, input: { project_id, ...input.start } });
    return { project_id, generation_id };
  } catch (error) {
    if (input.project_id === null) await deleteProject({ ctx, input: { project_id } });
    throw error;
  }
});

const change = defineAction(
  z.object({ project_id: z.uuid(), change: updateProjectInput }),
  async ({ ctx, input }) => updateProject({ ctx, input }),
);

const remove = defineAction(z.object({ project_id: z.uuid() }), async ({ ctx, input }) => {
  await deleteProject({ ctx, input });
  redirect('/projects');
});

const cancel = defineAction(generationId, async ({ ctx, input }) => cancelGeneration({ ctx, input }));
const resume = defineAction(generationId, async ({ ctx, input }) => resumeGeneration({ ctx, input }));

async function makeProject(
  ctx: Parameters<typeof createProject>[0]['ctx'],
  wanted: string,
  spec: AppSpec,
): Promise<string> {
  const name = projectName.parse(wanted === '' ? spec.name : wanted);
  const { id } = await createProject({ ctx, input: { name, description: spec.description } });
  return id;
}

/** The spec that the words give, what was assumed, and the phases that would follow. */
export async function readEntitiesAction(input: z.input<typeof previewPlanInput>) {
  return readEntities(input);
}

export async function buildAction(input: z.input<typeof buildInput>) {
  return build(input);
}

export async function changeProjectAction(input: {
  project_id: string;
  change: z.input<typeof updateProjectInput>;
}) {
  return change(input);
}

export async function deleteProjectAction(input: { project_id: string }) {
  return remove(input);
}

export async function cancelAction(input: z.input<typeof generationId>) {
  return cancel(input);
}

export async function resumeAction(input: z.input<typeof generationId>) {
  return resume(input);
}
