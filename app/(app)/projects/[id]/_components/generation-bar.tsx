'use client';

import { useEffect } from 'react';
import { StatusBadge } from '@/components/generations/status-badge';
import type { LiveConnection } from '@/components/live/use-live-generation';
import { offerCommands } from '@/components/shell/commands';
import { FormError } from '@/components/ui/form-error';
import type { LiveGeneration } from '@/lib/generations/live';
import { finalStatuses } from '@/lib/generations/schemas';
import { ConnectionNote } from './connection-note';
import { GenerationActions } from './generation-actions';
import { GenerationFacts } from './generation-facts';
import { useGenerationControl } from './use-generation-control';

export interface GenerationBarProps {
  readonly live: LiveGeneration;
  readonly connection: LiveConnection;
  readonly canEdit: boolean;
  readonly stackTitle: string;
}

/** Where the generation stands in one line, and what can be done about it. */
export function GenerationBar({ live, connection, canEdit, stackTitle }: GenerationBarProps) {
  const { id, status } = live.generation;
  const control = useGenerationControl(id);
  const archive = live.files.size === 0 ? null : `/api/generations/${id}/archive`;

  useEffect(() => {
    if (archive === null) return;
    return offerCommands([
      { id: 'download', label: 'Download this project as zip', run: () => window.location.assign(archive) },
    ]);
  }, [archive]);

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 max-sm:min-h-10">
        <StatusBadge status={status} />
        <GenerationFacts live={live} stackTitle={stackTitle} />
        <ConnectionNote connection={connection} quiet={finalStatuses.includes(status)} />
        <GenerationActions status={status} canEdit={canEdit} control={control} archive={archive} />
      </div>
      {control.failed === null ? null : (
        <div className="mt-4">
          <FormError {...control.failed} />
        </div>
      )}
    </>
  );
}
