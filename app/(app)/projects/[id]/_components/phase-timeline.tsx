'use client';

import { useState } from 'react';
import { toStone } from '@/components/cairn/stone';
import type { LiveFile, LiveGeneration } from '@/lib/generations/live';
import { PhaseRow } from './phase-row';

export interface PhaseTimelineProps {
  readonly live: LiveGeneration;
  readonly onOpenFile: (path: string) => void;
}

/** The phases in reading order. What runs or went wrong is open by itself; everything else opens when asked. */
export function PhaseTimeline({ live, onOpenFile }: PhaseTimelineProps) {
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const filesByPhase = groupFiles(live.files.values());
  const { phases } = live.generation;

  if (phases.length === 0) {
    return <p className="text-muted-foreground text-sm">The phases show here once they are planned.</p>;
  }
  return (
    <ol aria-label="Phases" className="relative">
      {phases.map((phase, index) => {
        const { state } = toStone(phase);
        const opensItself = state === 'failed' || state === 'partial';
        const isOpen = toggled.get(phase.key) ?? opensItself;
        return (
          <PhaseRow
            key={phase.key}
            phase={phase}
            state={state}
            files={filesByPhase.get(phase.key) ?? []}
            isOpen={isOpen}
            isLast={index === phases.length - 1}
            onToggle={() => setToggled(new Map(toggled).set(phase.key, !isOpen))}
            onOpenFile={onOpenFile}
          />
        );
      })}
    </ol>
  );
}

function groupFiles(files: Iterable<LiveFile>): Map<string, LiveFile[]> {
  const groups = new Map<string, LiveFile[]>();
  for (const file of files) {
    const group = groups.get(file.phase);
    if (group === undefined) groups.set(file.phase, [file]);
    else group.push(file);
  }
  return groups;
}
