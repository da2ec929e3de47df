import type { Metadata } from 'next';
import { z } from 'zod';
import { forPage, requireContext } from '@/app/_doors/page';
import { AppError } from '@/lib/core/errors';
import { getGeneration } from '@/lib/generations/get-generation';
import { getProject } from '@/lib/projects/get-project';
import { stacks } from '@/lib/stacks/registry';
import { BuildForm } from './_components/build-form';

export const metadata: Metadata = { title: 'New project' };

export default async function Page({ searchParams }: PageProps<'/projects/new'>) {
  await requireContext();
  const { project: projectId } = await searchParams;
  const from = projectId === undefined ? null : await forPage(loadProject(projectId));
  return (
    <main id="main" className="mx-auto max-w-4xl px-4 py-8 sm:px-6 sm:py-12">
      <BuildForm
        stacks={stacks.map(({ id, title, summary }) => ({ id, title, summary }))}
        project={from === null ? null : { id: from.project.id, name: from.project.name }}
        prompt={from?.last?.prompt ?? ''}
        spec={from?.last?.spec ?? null}
      />
    </main>
  );
}

/** The project to generate again, and what it was last generated from. */
async function loadProject(id: string | string[]) {
  const ctx = await requireContext();
  const known = z.uuid().safeParse(id);
  if (!known.success) throw new AppError('not_found', 'There is no such thing, or it is not yours to see.');
  const project = await getProject({ ctx, input: { project_id: known.data } });
  const latest = project.latest_generation;
  const last = latest && (await getGeneration({ ctx, input: { generation_id: latest.id } }));
  return { project, last };
}
