import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import type { z } from 'zod';
import { requireContext } from '@/app/_doors/page';
import { CairnPicture } from '@/components/cairn/cairn-picture';
import { sampleStones } from '@/components/cairn/sample-stones';
import { LinkPending } from '@/components/shell/link-pending';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { listProjects } from '@/lib/projects/list-projects';
import { projectSort } from '@/lib/projects/schemas';
import { ProjectFilter } from './_components/project-filter';
import { ProjectList } from './_components/project-list';
import { RefreshWhile } from './_components/refresh-while';

export const metadata: Metadata = { title: 'Projects' };

const pageSize = 24;

export default async function Page({ searchParams }: PageProps<'/projects'>) {
  const ctx = await requireContext();
  const filter = readFilter(await searchParams);
  const { projects, total } = await listProjects({ ctx, input: filter });
  const isFiltered = filter.search !== '' || filter.archived;
  const isRunning = projects.some(({ latest_generation: latest }) =>
    ['queued', 'running'].includes(latest?.status ?? ''),
  );
  const isFirstVisit = total === 0 && !isFiltered;
  const archive = isFirstVisit
    ? await listProjects({ ctx, input: { ...filter, archived: true, limit: 1 } })
    : null;

  return (
    <main id="main" className="mx-auto max-w-7xl px-4 py-8 sm:px-6 sm:py-10">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="font-semibold text-2xl">{filter.archived ? 'Archived projects' : 'Projects'}</h1>
        {isFirstVisit ? null : (
          <Link href="/projects/new" className={buttonStyle({})}>
            <Plus aria-hidden /> New project <LinkPending />
          </Link>
        )}
      </div>
      {isFirstVisit ? <FirstProject /> : null}
      {isFirstVisit ? null : (
        <>
          <ProjectFilter {...filter} total={total} />
          {projects.length === 0 ? <NothingFound {...filter} /> : <ProjectList projects={projects} />}
          <Pager filter={filter} total={total} />
        </>
      )}
      {archive !== null && archive.total > 0 ? <ArchivedLink /> : null}
      <RefreshWhile running={isRunning} />
    </main>
  );
}

interface Filter {
  readonly search: string;
  readonly sort: z.infer<typeof projectSort>;
  readonly archived: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** What somebody typed into the address is read kindly: what makes no sense counts as not there. */
function readFilter(params: Record<string, string | string[] | undefined>): Filter {
  const text = (name: string) => (typeof params[name] === 'string' ? params[name] : '');
  const page = Math.min(Math.max(Math.trunc(Number(text('page'))) || 1, 1), 10_000);
  return {
    search: text('search').trim().slice(0, 200),
    sort: projectSort.safeParse(text('sort')).data ?? 'updated',
    archived: text('archived') === 'true',
    limit: pageSize,
    offset: (page - 1) * pageSize,
  };
}

function FirstProject() {
  return (
    <EmptyState
      className="py-10"
      picture={
        <div className="w-64">
          <CairnPicture stones={sampleStones} labels={false} assemble decorative />
        </div>
      }
      title="Create your first project"
      text="Describe an app in a sentence or two. Cairn reads the entities out of it, builds it in phases, and keeps what every phase produced."
      action={
        <Link href="/projects/new" className={buttonStyle({ size: 'lg' })}>
          <Plus aria-hidden /> Create a project
        </Link>
      }
    />
  );
}

function ArchivedLink() {
  return (
    <p className="text-center text-sm">
      <Link href="/projects?archived=true" className={buttonStyle({ variant: 'ghost' })}>
        Archived projects
      </Link>
    </p>
  );
}

function NothingFound({ search, archived }: Filter) {
  return (
    <div className="rounded-lg border border-border border-dashed px-4 py-14 text-center">
      <p className="break-words font-medium">
        {search === ''
          ? 'No project is archived.'
          : `No ${archived ? 'archived ' : ''}project matches “${search}”.`}
      </p>
      <p className="mt-1 text-muted-foreground text-sm">
        Names and descriptions are searched, in letters of either case.
      </p>
      <Link href="/projects" className={buttonStyle({ variant: 'outline', className: 'mt-4' })}>
        {search === '' ? 'Show all projects' : 'Clear the search'}
      </Link>
    </div>
  );
}

function Pager({ filter, total }: { filter: Filter; total: number }) {
  if (total <= filter.limit) return null;
  const page = filter.offset / filter.limit + 1;
  const pages = Math.ceil(total / filter.limit);
  const to = (target: number) => ({
    pathname: '/projects',
    query: {
      ...(filter.search && { search: filter.search }),
      ...(filter.sort !== 'updated' && { sort: filter.sort }),
      ...(filter.archived && { archived: 'true' }),
      page: target,
    },
  });
  return (
    <nav aria-label="Pages" className="mt-8 flex items-center justify-center gap-4 text-sm">
      {page > 1 ? (
        <Link href={to(page - 1)} className={buttonStyle({ variant: 'outline', size: 'sm' })}>
          Previous
        </Link>
      ) : null}
      <span className="tabular text-muted-foreground">
        Page {page} of {pages}
      </span>
      {page < pages ? (
        <Link href={to(page + 1)} className={buttonStyle({ variant: 'outline', size: 'sm' })}>
          Next
        </Link>
      ) : null}
    </nav>
  );
}
