'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { ArrowRight, FolderOpen } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { offeredCommands, openPanel } from '@/components/shell/commands';
import { setTheme } from '@/components/shell/theme';
import { cn } from '@/components/ui/cn';
import { backdropStyle, popupStyle } from '@/components/ui/dialog';

interface FoundProject {
  readonly id: string;
  readonly name: string;
}

/** Every page and action by name, and the projects by theirs. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [search, setSearch] = useState('');
  const projects = useProjects(search);
  const [selected, select] = useState('');
  const first = projects[0] && itemValue(projects[0]);
  // The projects come later than the actions and stand above them; Enter means what stands first.
  useEffect(() => {
    if (search === '' && first !== undefined) select(first);
  }, [search, first]);

  const go = (path: string) => () => router.push(path);
  const commands = [
    ...offeredCommands(),
    { id: 'projects', label: 'Go to projects', run: go('/projects') },
    { id: 'new', label: 'Create a project', run: go('/projects/new') },
    { id: 'gallery', label: 'Go to the gallery of ready specs', run: go('/gallery') },
    { id: 'queue', label: 'Go to the queue', run: go('/queue') },
    { id: 'archived', label: 'Go to archived projects', run: go('/projects?archived=true') },
    { id: 'account', label: 'Go to your account', run: go('/account') },
    { id: 'docs', label: 'Read about the HTTP interface', run: () => window.location.assign('/api/docs') },
    { id: 'light', label: 'Theme: light', run: () => setTheme('light') },
    { id: 'dark', label: 'Theme: dark', run: () => setTheme('dark') },
    { id: 'system', label: 'Theme: as the system', run: () => setTheme('system') },
    { id: 'shortcuts', label: 'Show keyboard shortcuts', run: () => openPanel('shortcuts') },
  ];
  const run = (act: () => void) => {
    onClose();
    act();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropStyle} />
        <Dialog.Popup
          className={cn(popupStyle, 'top-[12vh] max-h-[70dvh] translate-y-0 overflow-hidden p-0')}
        >
          <Dialog.Title className="sr-only">Search and run</Dialog.Title>
          <Command
            label="Search and run"
            value={selected}
            onValueChange={select}
            className="flex max-h-[70dvh] flex-col"
          >
            <Command.Input
              value={search}
              onValueChange={setSearch}
              placeholder="Search projects and actions"
              className="h-13 w-full shrink-0 border-border border-b bg-transparent px-4 text-base outline-none placeholder:text-muted-foreground"
            />
            <Command.List className="overflow-y-auto p-2">
              <Command.Empty className="px-3 py-8 text-center text-muted-foreground text-sm">
                Nothing has that name.
              </Command.Empty>
              {projects.length > 0 ? (
                <Command.Group heading="Projects" className={groupStyle}>
                  {projects.map(({ id, name }) => (
                    <Command.Item
                      key={id}
                      value={itemValue({ id, name })}
                      onSelect={() => run(go(`/projects/${id}`))}
                      className={itemStyle}
                    >
                      <FolderOpen aria-hidden />
                      <span className="truncate">{name}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ) : null}
              <Command.Group heading="Actions" className={groupStyle}>
                {commands.map((command) => (
                  <Command.Item
                    key={command.id}
                    value={command.label}
                    onSelect={() => run(command.run)}
                    className={itemStyle}
                  >
                    <ArrowRight aria-hidden />
                    {command.label}
                  </Command.Item>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Two projects may share a name. */
function itemValue({ id, name }: FoundProject): string {
  return `${name} ${id}`;
}

const groupStyle =
  '**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-muted-foreground';
const itemStyle =
  'flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-3 text-sm data-[selected=true]:bg-accent [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground';

function useProjects(search: string): readonly FoundProject[] {
  const [projects, setProjects] = useState<readonly FoundProject[]>([]);
  useEffect(() => {
    const control = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const query = new URLSearchParams({ search: search.slice(0, 200), limit: '8' });
        const response = await fetch(`/api/projects?${query}`, { signal: control.signal });
        if (!response.ok) return;
        const answer = (await response.json()) as { projects: FoundProject[] };
        setProjects(answer.projects);
      } catch (error) {
        // Offline the actions are still there; only the projects cannot be searched.
        if (!control.signal.aborted) console.warn('Projects could not be searched', error);
      }
    }, 120);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [search]);
  return projects;
}
