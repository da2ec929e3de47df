'use client';

import { ChevronRight } from 'lucide-react';
import { memo, useId } from 'react';
import { type StoneState, stoneStateLabels } from '@/components/cairn/stone';
import { Elapsed } from '@/components/generations/elapsed';
import { cn } from '@/components/ui/cn';
import type { LiveFile } from '@/lib/generations/live';
import type { Phase } from '@/lib/generations/schemas';
import { PhaseDetails } from './phase-details';
import { PhaseMark } from './phase-mark';

export interface PhaseRowProps {
  readonly phase: Phase;
  readonly state: StoneState;
  readonly files: readonly LiveFile[];
  readonly isOpen: boolean;
  readonly isLast: boolean;
  readonly onToggle: () => void;
  readonly onOpenFile: (path: string) => void;
}

export const PhaseRow = memo(
  function PhaseRow({ phase, state, files, isOpen, isLast, onToggle, onOpenFile }: PhaseRowProps) {
    const id = useId();
    const [name, detail] = splitTitle(phase.title);
    const hasDetails =
      files.length + phase.targets.length + phase.warnings.length > 0 || phase.failure !== null;
    return (
      <li className="relative pl-9">
        {isLast ? null : (
          <span
            aria-hidden="true"
            className={cn(
              'absolute top-[2.125rem] -bottom-2.5 left-[0.6875rem] w-px',
              state === 'committed' || state === 'partial' ? 'bg-input' : 'bg-border',
            )}
          />
        )}
        <PhaseMark state={state} className="absolute top-2.5 left-0" />
        <button
          type="button"
          onClick={onToggle}
          disabled={!hasDetails}
          aria-expanded={hasDetails ? isOpen : undefined}
          aria-controls={hasDetails ? id : undefined}
          className="group -mx-2 flex min-h-11 w-[calc(100%+1rem)] items-center gap-3 rounded-md px-2 py-1.5 text-left enabled:hover:bg-accent"
        >
          <span className="min-w-0 flex-1">
            <span
              className={cn(
                'block break-words font-medium text-sm',
                state === 'pending' && 'text-muted-foreground',
              )}
            >
              {name}
            </span>
            {detail ? <span className="block truncate text-muted-foreground text-xs">{detail}</span> : null}
          </span>
          <span className="sr-only">{`, ${stoneStateLabels[state]}, `}</span>
          <span className="tabular flex shrink-0 items-center gap-3 text-muted-foreground text-xs">
            {phase.attempt > 1 ? <span>Attempt {phase.attempt}</span> : null}
            {phase.files > 0 ? <span>{phase.files === 1 ? '1 file' : `${phase.files} files`}</span> : null}
            <span className="min-w-12 text-right">
              <Elapsed from={phase.started_at} to={phase.finished_at} />
            </span>
          </span>
          <ChevronRight
            aria-hidden
            className={cn(
              'size-4 shrink-0 text-muted-foreground transition-transform duration-100',
              isOpen && 'rotate-90',
              !hasDetails && 'invisible',
            )}
          />
        </button>
        <div id={id} hidden={!isOpen}>
          {isOpen ? <PhaseDetails phase={phase} files={files} onOpenFile={onOpenFile} /> : null}
        </div>
      </li>
    );
  },
  (before, after) =>
    before.phase === after.phase &&
    before.isOpen === after.isOpen &&
    before.isLast === after.isLast &&
    before.files.length === after.files.length,
);

/** `Post: model, schema` is a name and what belongs to it. */
function splitTitle(title: string): [string, string] {
  const colon = title.indexOf(': ');
  return colon < 0 ? [title, ''] : [title.slice(0, colon), title.slice(colon + 2)];
}
