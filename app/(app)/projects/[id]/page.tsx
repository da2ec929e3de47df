import type { Metadata } from 'next';
import { z } from 'zod';
import { forPage, requireContext } from '@/app/_doors/page';
import { AppError } from '@/lib/core/errors';
import { getGeneration } from '@/lib/generations/get-generation';
import { listFiles } from '@/lib/generations/list-files';
import { listGenerations } from '@/lib/generations/list-generations';
import { getProject } from '@/lib/projects/get-project';
import { stacks } from '@/lib/stacks/registry';
import { EmptyProject } from './_components/empty-project';
import { GenerationView } from './_components/generation-view';
import { ProjectHeader } from './_components/project-header';

type Props = PageProps<'/projects/[id]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const project = await loadProject((await params).id);
  return { title: project.name };
}

export default async function Page({ params, searchParams }: Props) {
  const ctx = await requireContext();
  const { id } = await params;
  const wanted = (await searchParams).generation;
  const project = await loadProject(id);
  const { generations } = await listGenerations({ ctx, input: { project_id: project.id } });
  const shownId = typeof wanted === 'string' ? wanted : generations[0]?.id;
  const canEdit = project.role !== 'viewer' && !project.archived;

  if (shownId === undefined) {
    return (
      <main id="main">
        <ProjectHeader project={project} generations={[]} shownId={null} />
        <EmptyProject projectId={project.id} canEdit={canEdit} archived={project.archived} />
      </main>
    );
  }
  // The generation before its files: a commit in between is then an event that adds what is there already.
  const generation = await forPage(loadGeneration(ctx, shownId, project.id));
  const { files } = await listFiles({ ctx, input: { generation_id: generation.id } });
  const stack = stacks.find((each) => each.id === generation.stack);
  return (
    <main id="main">
      <ProjectHeader project={project} generations={generations} shownId={generation.id} />
      <GenerationView
        key={generation.id}
        generation={generation}
        files={files}
        canEdit={canEdit}
        stackTitle={stack?.title ?? generation.stack}
        commands={stack?.commands ?? null}
      />
    </main>
  );
}

async function loadProject(id: string) {
  const ctx = await requireContext();
  const isId = z.uuid().safeParse(id).success;
  return forPage(isId ? getProject({ ctx, input: { project_id: id } }) : Promise.reject(missing()));
}

async function loadGeneration(
  ctx: Awaited<ReturnType<typeof requireContext>>,
  generationId: string,
  projectId: string,
) {
  if (!z.uuid().safeParse(generationId).success) throw missing();
  const generation = await getGeneration({ ctx, input: { generation_id: generationId } });
  if (generation.project_id !== projectId) throw missing();
  return generation;
}

function missing(): AppError {
  return new AppError('not_found', 'There is no such thing, or it is not yours to see.');
}
