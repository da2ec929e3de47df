'use client';

import { FileText } from 'lucide-react';
import { useMemo } from 'react';
import { FileTree } from '@/components/files/file-tree';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { ScrollArea } from '@/components/ui/scroll-area';
import type { LiveGeneration } from '@/lib/generations/live';
import { finalStatuses } from '@/lib/generations/schemas';
import { FilePane } from './file-pane';

export interface FilesTabProps {
  readonly live: LiveGeneration;
  readonly path: string | null;
  readonly onOpenFile: (path: string | null) => void;
}

/** The tree beside the open file; on a phone the one or the other. */
export default function FilesTab({ live, path, onOpenFile }: FilesTabProps) {
  const { files, generation } = live;
  const paths = useMemo(() => [...files.keys()], [files]);
  if (paths.length === 0) {
    const isOver = finalStatuses.includes(generation.status);
    return (
      <EmptyState
        title={isOver ? 'No file was committed' : 'No files yet'}
        text={
          isOver
            ? 'The generation ended before its first commit. The log says what happened.'
            : 'Files show here the moment their phase commits.'
        }
      />
    );
  }
  return (
    <div className="grid overflow-hidden rounded-lg border border-border bg-card md:h-[calc(100dvh-15rem)] md:min-h-96 md:grid-cols-[minmax(13rem,18rem)_1fr]">
      <ScrollArea
        label="File tree"
        className={cn(
          'border-border p-2 md:border-r',
          path === null ? 'max-md:max-h-[70dvh]' : 'max-md:hidden',
        )}
      >
        <FileTree paths={paths} selected={path} onOpen={onOpenFile} />
      </ScrollArea>
      <div className={cn('min-h-0 min-w-0', path === null && 'max-md:hidden')}>
        {path === null ? (
          <EmptyState
            title="Open a file"
            text="Choose one in the tree to read it here."
            action={
              files.has('README.md') ? (
                <Button variant="outline" onClick={() => onOpenFile('README.md')}>
                  <FileText aria-hidden /> Start with the README
                </Button>
              ) : null
            }
          />
        ) : (
          <FilePane
            generationId={generation.id}
            path={path}
            file={files.get(path) ?? null}
            onBack={() => onOpenFile(null)}
          />
        )}
      </div>
    </div>
  );
}
