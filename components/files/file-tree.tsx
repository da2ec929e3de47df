'use client';

import { hotkeysCoreFeature, selectionFeature, syncDataLoaderFeature } from '@headless-tree/core';
import { useTree } from '@headless-tree/react';
import { ChevronRight, File, Folder, FolderOpen } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { buildTree, foldersAbove, rootId } from '@/components/files/build-tree';
import { cn } from '@/components/ui/cn';

export interface FileTreeProps {
  readonly paths: readonly string[];
  readonly selected: string | null;
  readonly onOpen: (path: string) => void;
}

/** More files than this start with their folders closed. */
const openUpTo = 80;

/** Arrow keys move, Enter opens. Grows while files land, and keeps what was opened and closed. */
export function FileTree({ paths, selected, onOpen }: FileTreeProps) {
  const nodes = useMemo(() => buildTree(paths), [paths]);
  const current = useRef(nodes);
  current.current = nodes;
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const startsOpen = paths.length <= openUpTo;
  const above = useMemo(() => new Set(selected === null ? [] : foldersAbove(selected)), [selected]);
  const folders = useMemo(
    () => [...nodes.values()].filter((node) => node.children !== null).map(({ id }) => id),
    [nodes],
  );
  // The tree compares these by identity and draws again when they are others.
  const state = useMemo(
    () => ({
      expandedItems: folders.filter((id) => (startsOpen || above.has(id)) !== toggled.has(id)),
      selectedItems: selected === null ? [] : [selected],
    }),
    [folders, startsOpen, above, toggled, selected],
  );
  const { expandedItems } = state;

  const tree = useTree<string>({
    rootItemId: rootId,
    getItemName: (item) => current.current.get(item.getId())?.name ?? '',
    isItemFolder: (item) => item.getId().endsWith('/'),
    dataLoader: {
      getItem: (id) => id,
      getChildren: (id) => [...(current.current.get(id)?.children ?? [])],
    },
    state,
    setExpandedItems: (update) => {
      const next = new Set(typeof update === 'function' ? update(expandedItems) : update);
      setToggled(new Set(folders.filter((id) => next.has(id) !== (startsOpen || above.has(id)))));
    },
    setSelectedItems: () => {},
    onPrimaryAction: (item) => {
      if (!item.isFolder()) onOpen(item.getId());
    },
    features: [syncDataLoaderFeature, selectionFeature, hotkeysCoreFeature],
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the tree keeps its rows until it is told that they changed
  useEffect(() => tree.rebuildTree(), [nodes, tree]);

  return (
    <div {...tree.getContainerProps('Files')} className="text-sm">
      {tree.getItems().map((item) => {
        const id = item.getId();
        const isFolder = item.isFolder();
        const isOpen = item.isExpanded();
        const Icon = isFolder ? (isOpen ? FolderOpen : Folder) : File;
        return (
          <button
            type="button"
            key={id}
            {...item.getProps()}
            title={id.replace(/\/$/, '')}
            style={{ paddingLeft: `${item.getItemMeta().level * 0.875 + 0.375}rem` }}
            className={cn(
              'flex min-h-7 w-full items-center gap-1.5 rounded-sm pr-2 text-left hover:bg-accent focus-visible:outline-offset-[-2px] max-sm:min-h-11',
              id === selected && 'bg-secondary font-medium',
            )}
          >
            <ChevronRight
              aria-hidden
              className={cn(
                'size-3.5 shrink-0 text-muted-foreground transition-transform duration-100',
                isOpen && 'rotate-90',
                !isFolder && 'invisible',
              )}
            />
            <Icon
              aria-hidden
              className={cn('size-4 shrink-0', isFolder ? 'text-primary' : 'text-muted-foreground')}
            />
            <span className="truncate">{item.getItemName()}</span>
          </button>
        );
      })}
    </div>
  );
}
