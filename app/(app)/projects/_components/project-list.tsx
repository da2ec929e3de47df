import Link from 'next/link';
import { MiniCairn } from '@/components/cairn/mini-cairn';
import { StatusBadge } from '@/components/generations/status-badge';
import { LinkPending } from '@/components/shell/link-pending';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Project } from '@/lib/projects/schemas';
import { stacks } from '@/lib/stacks/registry';

export function ProjectList({ projects }: { projects: readonly Project[] }) {
  return (
    <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {projects.map((project) => (
        <li key={project.id} className="min-w-0">
          <ProjectCard project={project} />
        </li>
      ))}
    </ul>
  );
}

function ProjectCard({ project }: { project: Project }) {
  const latest = project.latest_generation;
  return (
    <article className="group relative flex h-full min-h-36 gap-4 rounded-lg border border-border bg-card p-4 transition-[border-color,box-shadow] duration-100 hover:border-input hover:shadow-lift has-focus-visible:outline-2 has-focus-visible:outline-ring">
      <div className="flex min-w-0 flex-1 flex-col">
        <h2 className="line-clamp-2 break-words font-semibold leading-snug">
          <Link href={`/projects/${project.id}`} className="outline-none after:absolute after:inset-0">
            {project.name}
            <LinkPending className="ml-2 inline align-[-2px]" />
          </Link>
        </h2>
        <p className="mt-1 line-clamp-2 break-words text-muted-foreground text-sm">
          {project.description || (latest === null ? 'Nothing generated yet.' : stackTitle(latest.stack))}
        </p>
        <div className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 pt-4 text-muted-foreground text-xs">
          {latest === null ? <Badge>Empty</Badge> : <StatusBadge status={latest.status} />}
          {latest?.status === 'running' ? (
            <span className="tabular">
              {latest.phases_committed} of {latest.phases_total}
            </span>
          ) : null}
          {project.role === 'owner' ? null : <Badge>{project.role}</Badge>}
          <RelativeTime at={project.updated_at} />
        </div>
      </div>
      {latest === null ? null : (
        <MiniCairn
          id={project.id}
          committed={latest.phases_committed}
          total={latest.phases_total}
          className="w-16 self-end"
        />
      )}
    </article>
  );
}

function stackTitle(id: string): string {
  return stacks.find((stack) => stack.id === id)?.title ?? id;
}
