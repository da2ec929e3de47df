'use client';

import { Download, Play, Square } from 'lucide-react';
import { useEffect, useState, useTransition } from 'react';
import { Elapsed } from '@/components/generations/elapsed';
import { formatSize } from '@/components/generations/format-size';
import { StatusBadge } from '@/components/generations/status-badge';
import type { LiveConnection } from '@/components/live/use-live-generation';
import { offerCommands } from '@/components/shell/commands';
import { reach } from '@/components/shell/reach';
import { Button, buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { type ActionError, FormError } from '@/components/ui/form-error';
import type { LiveGeneration } from '@/lib/generations/live';
import { finalStatuses } from '@/lib/generations/schemas';
import { cancelAction, resumeAction } from '../../actions';
import { ConnectionNote } from './connection-note';

export interface GenerationBarProps {
  readonly live: LiveGeneration;
  readonly connection: LiveConnection;
  readonly canEdit: boolean;
  readonly stackTitle: string;
}

/** Where the generation stands in one line, and what can be done about it. */
export function GenerationBar({ live, connection, canEdit, stackTitle }: GenerationBarProps) {
  const { generation, files } = live;
  const { id, status, phases } = generation;
  const [pending, startTransition] = useTransition();
  const [failed, setFailed] = useState<{ title: string; error: ActionError } | null>(null);
  const committed = phases.filter((phase) => phase.status === 'committed').length;
  const bytes = [...files.values()].reduce((sum, file) => sum + file.size, 0);
  const isFinal = finalStatuses.includes(status);
  const canResume = canEdit && (status === 'failed' || status === 'cancelled');
  const archive = `/api/generations/${id}/archive`;

  useEffect(() => {
    if (files.size === 0) return;
    return offerCommands([
      { id: 'download', label: 'Download this project as zip', run: () => window.location.assign(archive) },
    ]);
  }, [files.size, archive]);

  const act = (title: string, call: typeof cancelAction) =>
    startTransition(async () => {
      const answer = await reach(() => call({ generation_id: id }));
      setFailed(answer.ok ? null : { title, error: answer.error });
    });

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <StatusBadge status={status} />
        <p className="text-muted-foreground text-sm max-sm:order-last max-sm:basis-full">
          <span className="tabular">
            {committed} of {phases.length} phases
          </span>
          <Dot />
          <span className="tabular">
            {files.size} {files.size === 1 ? 'file' : 'files'}
            {bytes > 0 ? `, ${formatSize(bytes)}` : ''}
          </span>
          {generation.started_at === null ? null : (
            <>
              <Dot />
              <Elapsed from={generation.started_at} to={generation.finished_at} />
            </>
          )}
          <Dot />
          <span className="whitespace-nowrap">{stackTitle}</span>
        </p>
        <ConnectionNote connection={connection} quiet={isFinal} />
        <div className="ml-auto flex flex-wrap gap-2">
          {canEdit && !isFinal ? (
            <Button variant="outline" pending={pending} onClick={() => act('Failed to stop', cancelAction)}>
              <Square aria-hidden className="fill-current" /> Stop
            </Button>
          ) : null}
          {canResume ? (
            <Button pending={pending} onClick={() => act('Failed to resume', resumeAction)}>
              <Play aria-hidden /> Resume
            </Button>
          ) : null}
          {files.size > 0 ? (
            <a
              href={archive}
              download
              className={buttonStyle({ variant: status === 'succeeded' ? 'default' : 'outline' })}
            >
              <Download aria-hidden /> Download zip
            </a>
          ) : null}
        </div>
      </div>
      <div className={cn(failed && 'mt-4')}>
        <FormError title={failed?.title ?? ''} error={failed?.error ?? null} />
      </div>
    </>
  );
}

function Dot() {
  return (
    <span aria-hidden="true" className="px-1.5 sm:px-2">
      ·
    </span>
  );
}
