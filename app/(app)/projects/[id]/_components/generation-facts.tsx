import type { ReactNode } from 'react';
import { Elapsed } from '@/components/generations/elapsed';
import { formatSize } from '@/components/generations/format-size';
import type { LiveGeneration } from '@/lib/generations/live';

/** How far it is and what there is by now. A line breaks between two facts, never within one. */
export function GenerationFacts({ live, stackTitle }: { live: LiveGeneration; stackTitle: string }) {
  const { generation, files } = live;
  const committed = generation.phases.filter((phase) => phase.status === 'committed').length;
  const bytes = [...files.values()].reduce((sum, file) => sum + file.size, 0);
  return (
    <p className="flex flex-wrap text-muted-foreground text-sm max-sm:order-last max-sm:basis-full">
      <Fact>
        {committed} of {generation.phases.length} phases
      </Fact>
      <Fact>
        {files.size} {files.size === 1 ? 'file' : 'files'}
        {bytes > 0 ? <span className="max-sm:hidden">, {formatSize(bytes)}</span> : null}
      </Fact>
      {generation.started_at === null ? null : (
        <Fact>
          <Elapsed from={generation.started_at} to={generation.finished_at} />
        </Fact>
      )}
      <Fact>{stackTitle}</Fact>
    </p>
  );
}

function Fact({ children }: { children: ReactNode }) {
  return (
    <span className="group tabular whitespace-nowrap">
      {children}
      <span aria-hidden="true" className="px-1.5 group-last:hidden sm:px-2">
        ·
      </span>{' '}
    </span>
  );
}
