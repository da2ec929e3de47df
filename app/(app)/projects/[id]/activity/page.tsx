import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { forPage, requireContext } from '@/app/_doors/page';
import { buttonStyle } from '@/components/ui/button';
import { listActivity } from '@/lib/activity/list-activity';
import { getProject } from '@/lib/projects/get-project';
import { notFound } from '@/lib/supabase/unwrap';
import { ActivityFeed } from './_components/activity-feed';

export const metadata: Metadata = { title: 'Activity' };

export default async function Page({ params }: PageProps<'/projects/[id]/activity'>) {
  const { project, feed } = await forPage(load((await params).id));
  return (
    <main id="main" className="mx-auto max-w-2xl px-4 py-8 sm:px-6">
      <Link
        href={`/projects/${project.id}`}
        className={buttonStyle({ variant: 'ghost', size: 'sm', className: '-ml-3' })}
      >
        <ArrowLeft aria-hidden /> <span className="max-w-60 truncate">{project.name}</span>
      </Link>
      <h1 className="mt-3 font-semibold text-2xl">Activity</h1>
      <p className="mt-1 text-muted-foreground text-sm">
        Who did what on this project. Its members see this.
      </p>
      <ActivityFeed projectId={project.id} initial={feed} />
    </main>
  );
}

async function load(id: string) {
  const ctx = await requireContext();
  if (!z.uuid().safeParse(id).success) throw notFound();
  const project = await getProject({ ctx, input: { project_id: id } });
  return { project, feed: await listActivity({ ctx, input: { project_id: id } }) };
}
