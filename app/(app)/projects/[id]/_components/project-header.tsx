import { History, Plus, Settings } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { GenerationSummary } from '@/lib/generations/schemas';
import type { Project } from '@/lib/projects/schemas';
import { stacks } from '@/lib/stacks/registry';
import { EditableName } from './editable-name';
import { GenerationPicker } from './generation-picker';

export interface ProjectHeaderProps {
  readonly project: Project;
  readonly generations: readonly GenerationSummary[];
  readonly shownId: string | null;
}

export function ProjectHeader({ project, generations, shownId }: ProjectHeaderProps) {
  const canEdit = project.role !== 'viewer';
  const hasChoice = shownId !== null && generations.length > 1;
  return (
    <div className="border-border border-b">
      <div className="mx-auto flex max-w-7xl items-center gap-x-4 gap-y-3 px-4 py-4 max-sm:flex-wrap sm:px-6 sm:py-5">
        <div className="flex min-w-0 flex-1 items-center gap-3 max-sm:basis-40">
          <EditableName projectId={project.id} name={project.name} canEdit={canEdit} />
          {project.archived ? <Badge>Archived</Badge> : null}
          {canEdit ? null : <Badge>Viewer</Badge>}
        </div>
        <div className={cn('flex shrink-0 items-center gap-1 sm:gap-2', hasChoice && 'max-sm:basis-full')}>
          {!hasChoice ? null : (
            <GenerationPicker
              projectId={project.id}
              shownId={shownId}
              choices={generations.map(({ id, number, stack, status, created_at }) => ({
                id,
                number,
                stack: stacks.find((each) => each.id === stack)?.title ?? stack,
                status,
                created_at,
              }))}
            />
          )}
          {canEdit && !project.archived && shownId !== null ? (
            <Link
              href={`/projects/new?project=${project.id}`}
              className={cn(buttonStyle({ variant: 'outline' }), 'max-sm:size-10 max-sm:px-0')}
            >
              <Plus aria-hidden /> <span className="max-sm:sr-only">New generation</span>
            </Link>
          ) : null}
          <Link
            href={`/projects/${project.id}/activity`}
            aria-label="Activity"
            className={buttonStyle({ variant: 'ghost', size: 'icon' })}
          >
            <History aria-hidden />
          </Link>
          {canEdit ? (
            <Link
              href={`/projects/${project.id}/settings`}
              aria-label="Project settings"
              className={buttonStyle({ variant: 'ghost', size: 'icon' })}
            >
              <Settings aria-hidden />
            </Link>
          ) : null}
        </div>
      </div>
    </div>
  );
}
