'use client';

import { lazy, Suspense } from 'react';
import { useLiveGeneration } from '@/components/live/use-live-generation';
import { useAddress } from '@/components/shell/use-address';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs, TabsContent } from '@/components/ui/tabs';
import type { Generation, TreeFile } from '@/lib/generations/schemas';
import type { Stack } from '@/lib/stacks/stack';
import { GenerationBar } from './generation-bar';
import { GenerationTabList, generationTabs } from './generation-tabs';
import { ProgressTab } from './progress-tab';

const FilesTab = lazy(() => import('./files-tab'));
const SpecTab = lazy(() => import('./spec-tab'));
const LogTab = lazy(() => import('./log-tab'));

export interface GenerationViewProps {
  readonly generation: Generation;
  readonly files: readonly TreeFile[];
  readonly canEdit: boolean;
  readonly stackTitle: string;
  readonly commands: Stack['commands'] | null;
}

/** One generation, live. Which tab and file are shown is in the address. */
export function GenerationView({ generation, files, canEdit, stackTitle, commands }: GenerationViewProps) {
  const { live, connection, announcement } = useLiveGeneration(generation, files);
  const [address, changeAddress] = useAddress();
  const tab = generationTabs.find((each) => each === address.get('tab')) ?? generationTabs[0];
  const showFile = (path: string | null) => changeAddress({ tab: 'files', file: path });

  return (
    <div className="mx-auto max-w-7xl px-4 py-5 sm:px-6">
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <GenerationBar live={live} connection={connection} canEdit={canEdit} stackTitle={stackTitle} />
      <Tabs
        value={tab}
        onValueChange={(next) => changeAddress({ tab: next === generationTabs[0] ? null : String(next) })}
        className="mt-5"
      >
        <GenerationTabList active={tab} counts={{ files: live.files.size }} />
        <TabsContent value="progress" className="pt-6">
          <ProgressTab live={live} commands={commands} onOpenFile={showFile} />
        </TabsContent>
        <TabsContent value="files">
          <Suspense fallback={<Waiting />}>
            <FilesTab live={live} path={address.get('file')} onOpenFile={showFile} />
          </Suspense>
        </TabsContent>
        <TabsContent value="spec" className="pt-6">
          <Suspense fallback={<Waiting />}>
            <SpecTab spec={live.generation.spec} prompt={live.generation.prompt} />
          </Suspense>
        </TabsContent>
        <TabsContent value="log">
          <Suspense fallback={<Waiting />}>
            <LogTab live={live} firstSeq={generation.last_seq} />
          </Suspense>
        </TabsContent>
      </Tabs>
    </div>
  );
}

function Waiting() {
  return (
    <div className="appear-late">
      <Skeleton className="h-96" />
    </div>
  );
}
