'use client';

import { ArrowLeft } from 'lucide-react';
import { Fragment, lazy, Suspense } from 'react';
import { stoneName } from '@/components/cairn/stone';
import { formatSize } from '@/components/generations/format-size';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorCard } from '@/components/ui/error-card';
import { Skeleton } from '@/components/ui/skeleton';
import type { LiveFile } from '@/lib/generations/live';
import type { FileOrigin } from '@/lib/generations/schemas';
import { useFileContent } from './use-file-content';

const CodeView = lazy(() => import('@/components/code/code-view'));

export interface FilePaneProps {
  readonly generationId: string;
  readonly path: string;
  /** Null when the generation has no such file. */
  readonly file: LiveFile | null;
  readonly onBack: () => void;
}

const origins: Readonly<Record<FileOrigin, string>> = {
  template: 'template',
  blueprint: 'blueprint',
  model: 'model',
  person: 'edited by hand',
};

export function FilePane({ generationId, path, file, onBack }: FilePaneProps) {
  const [state, retry] = useFileContent(generationId, file);
  if (file === null) {
    return (
      <EmptyState
        title="No such file"
        text={`This generation has no ${path}.`}
        action={<Button onClick={onBack}>Show the tree</Button>}
      />
    );
  }
  const text = state.status === 'ready' && state.content.encoding === 'utf8' ? state.content.content : null;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-11 items-center gap-2 border-border border-b px-2">
        <Button
          variant="ghost"
          size="icon"
          aria-label="Back to the tree"
          onClick={onBack}
          className="md:hidden"
        >
          <ArrowLeft aria-hidden />
        </Button>
        <div className="min-w-0 flex-1 px-1 py-1.5 md:flex md:items-baseline md:gap-3">
          <h2 className="font-mono text-[0.8125rem] tracking-normal [overflow-wrap:anywhere]">
            {path.split(/(?<=\/)/).map((part, depth) => (
              // A long path breaks between its folders first.
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a path have no other identity
              <Fragment key={depth}>
                {part}
                <wbr />
              </Fragment>
            ))}
          </h2>
          <p className="shrink-0 truncate text-muted-foreground text-xs">
            {formatSize(file.size)} · {stoneName(file.phase)} · {origins[file.origin]}
          </p>
        </div>
        {text === null ? null : <CopyButton text={text} label="Copy the file" />}
      </div>
      <div className="min-h-0 flex-1 max-md:min-h-[70dvh]">
        {state.status === 'loading' ? <Waiting /> : null}
        {state.status === 'failed' ? (
          <ErrorCard
            title="Failed to read the file"
            cause={state.cause}
            requestId={state.requestId}
            action={
              <Button size="sm" variant="outline" onClick={retry}>
                Try again
              </Button>
            }
            className="m-4"
          />
        ) : null}
        {state.status === 'ready' && text === null ? (
          <EmptyState title="Not a text file" text="It is in the zip as it is." />
        ) : null}
        {text === null ? null : (
          <Suspense fallback={<Waiting />}>
            <CodeView path={path} text={text} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div className="appear-late grid gap-2.5 p-4">
      <Skeleton className="h-3.5 w-2/5" />
      <Skeleton className="h-3.5 w-3/5" />
      <Skeleton className="h-3.5 w-1/2" />
    </div>
  );
}
