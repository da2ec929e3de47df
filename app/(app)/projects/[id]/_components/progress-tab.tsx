'use client';

import { CairnPicture } from '@/components/cairn/cairn-picture';
import { toStone } from '@/components/cairn/stone';
import { QueuePlace } from '@/components/queue/queue-place';
import type { LiveGeneration } from '@/lib/generations/live';
import type { GenerationStatus } from '@/lib/generations/schemas';
import type { Stack } from '@/lib/stacks/stack';
import { FailureCard } from './failure-card';
import { PhaseTimeline } from './phase-timeline';
import { ResultPanel } from './result-panel';

export interface ProgressTabProps {
  readonly live: LiveGeneration;
  readonly commands: Stack['commands'] | null;
  readonly onOpenFile: (path: string) => void;
}

const captions: Readonly<Record<GenerationStatus, string>> = {
  queued: 'You can close this tab: nothing is lost.',
  running: 'One stone, one checkpoint. You can close this tab: nothing is lost.',
  succeeded: 'Every stone is set.',
  needs_attention: 'Every stone is set. Some want a second look.',
  failed: 'What is set stays set.',
  cancelled: 'What is set stays set.',
};

export function ProgressTab({ live, commands, onOpenFile }: ProgressTabProps) {
  const { generation } = live;
  return (
    <>
      {generation.failure ? (
        <FailureCard failure={generation.failure} status={generation.status} className="mb-8" />
      ) : null}
      <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[5fr_7fr]">
        <div className="lg:sticky lg:top-24 lg:self-start">
          <div className="mx-auto max-w-sm sm:max-w-md">
            <CairnPicture stones={generation.phases.map(toStone)} />
          </div>
          <div className="mt-3 text-center">
            {generation.status === 'queued' ? (
              <QueuePlace projectId={generation.project_id} generationId={generation.id} />
            ) : null}
            <p className="text-muted-foreground text-sm">{captions[generation.status]}</p>
          </div>
        </div>
        <div className="min-w-0">
          {generation.result ? (
            <ResultPanel result={generation.result} commands={commands} onOpenFile={onOpenFile} />
          ) : null}
          <PhaseTimeline live={live} onOpenFile={onOpenFile} />
        </div>
      </div>
    </>
  );
}
