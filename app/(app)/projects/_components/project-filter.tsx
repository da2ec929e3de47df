'use client';

import { Archive, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { Spinner } from '@/components/ui/spinner';

export interface ProjectFilterProps {
  readonly search: string;
  readonly sort: string;
  readonly archived: boolean;
  readonly total: number;
}

/** Search, order and archive live in the address: Back and a shared link show the same list. */
export function ProjectFilter({ search, sort, archived, total }: ProjectFilterProps) {
  const router = useRouter();
  const [text, setText] = useState(search);
  const [pending, startTransition] = useTransition();
  const shown = useRef(search);

  // A new address (Back, “Clear the search”) wins over the field, unless somebody is typing in it.
  useEffect(() => {
    if (shown.current !== search) setText(search);
    shown.current = search;
  }, [search]);

  useEffect(() => {
    if (text.trim() === shown.current) return;
    const timer = setTimeout(() => {
      shown.current = text.trim();
      startTransition(() =>
        router.replace(address({ search: text.trim(), sort, archived }), { scroll: false }),
      );
    }, 200);
    return () => clearTimeout(timer);
  }, [text, sort, archived, router]);

  const go = (change: Partial<{ sort: string; archived: boolean }>) =>
    startTransition(() =>
      router.push(address({ search: text.trim(), sort, archived, ...change }), { scroll: false }),
    );

  return (
    <search className="mt-6 mb-5 flex flex-wrap items-center gap-2">
      <div className="relative min-w-0 flex-1 basis-56 sm:max-w-sm">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          type="search"
          aria-label="Search projects"
          placeholder="Search projects"
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
          className="pr-8 pl-9"
        />
        {pending ? <Spinner className="absolute top-1/2 right-2.5 -translate-y-1/2" /> : null}
      </div>
      <NativeSelect
        aria-label="Sort projects"
        value={sort}
        onChange={(event) => go({ sort: event.target.value })}
        className="w-auto"
      >
        <option value="updated">Last changed</option>
        <option value="created">Newest</option>
        <option value="name">Name</option>
      </NativeSelect>
      <Button
        variant="ghost"
        aria-pressed={archived}
        onClick={() => go({ archived: !archived })}
        className="aria-pressed:bg-secondary"
      >
        <Archive aria-hidden /> Archived
      </Button>
      <p role="status" className="ml-auto text-muted-foreground text-sm">
        <span className="tabular">{total}</span> {total === 1 ? 'project' : 'projects'}
      </p>
    </search>
  );
}

function address({ search, sort, archived }: { search: string; sort: string; archived: boolean }): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('search', search);
  if (sort !== 'updated') query.set('sort', sort);
  if (archived) query.set('archived', 'true');
  return query.size === 0 ? '/projects' : `/projects?${query}`;
}
