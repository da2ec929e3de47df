import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { forPage, requireContext } from '@/app/_doors/page';
import { buttonStyle } from '@/components/ui/button';
import { AppError } from '@/lib/core/errors';
import { getProject } from '@/lib/projects/get-project';
import { ArchiveProject } from './_components/archive-project';
import { DeleteProject } from './_components/delete-project';
import { ProjectTexts } from './_components/project-texts';

export const metadata: Metadata = { title: 'Project settings' };

export default async function Page({ params }: PageProps<'/projects/[id]/settings'>) {
  const project = await forPage(loadProject((await params).id));
  const canEdit = project.role !== 'viewer';
  return (
    <main id="main" className="mx-auto max-w-2xl px-4 py-8 sm:px-6">
      <Link
        href={`/projects/${project.id}`}
        className={buttonStyle({ variant: 'ghost', size: 'sm', className: '-ml-3' })}
      >
        <ArrowLeft aria-hidden /> Back to the project
      </Link>
      <h1 className="mt-3 font-semibold text-2xl">Project settings</h1>
      {canEdit ? (
        <div className="mt-7 grid gap-10">
          <ProjectTexts id={project.id} name={project.name} description={project.description} />
          <ArchiveProject id={project.id} archived={project.archived} />
          {project.role === 'owner' ? <DeleteProject id={project.id} name={project.name} /> : null}
        </div>
      ) : (
        <p className="mt-4 text-muted-foreground">You can read this project; its editors change it.</p>
      )}
    </main>
  );
}

async function loadProject(id: string) {
  const ctx = await requireContext();
  if (!z.uuid().safeParse(id).success) {
    throw new AppError('not_found', 'There is no such thing, or it is not yours to see.');
  }
  return getProject({ ctx, input: { project_id: id } });
}
