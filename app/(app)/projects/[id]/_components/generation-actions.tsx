import { Download, Play, Square } from 'lucide-react';
import { Button, buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { finalStatuses, type GenerationStatus } from '@/lib/generations/schemas';
import type { GenerationControl } from './use-generation-control';

export interface GenerationActionsProps {
  readonly status: GenerationStatus;
  readonly canEdit: boolean;
  readonly control: GenerationControl;
  /** The zip's address; null while there is nothing to put into it. */
  readonly archive: string | null;
}

/** What can be done now. The main thing comes first, and alone keeps its words on a phone. */
export function GenerationActions({ status, canEdit, control, archive }: GenerationActionsProps) {
  const canStop = canEdit && !finalStatuses.includes(status);
  const canResume = canEdit && (status === 'failed' || status === 'cancelled');
  const isMain = status === 'succeeded' || status === 'needs_attention';
  return (
    <div className="ml-auto flex shrink-0 gap-2">
      {canStop ? (
        <Button variant="outline" pending={control.pending} onClick={control.stop}>
          <Square aria-hidden className="fill-current" /> Stop
        </Button>
      ) : null}
      {canResume ? (
        <Button pending={control.pending} onClick={control.resume}>
          <Play aria-hidden /> Resume
        </Button>
      ) : null}
      {archive === null ? null : (
        <a
          // A new element: fading from one look to the other would pass through the look of a disabled button.
          key={isMain ? 'main' : 'other'}
          href={archive}
          download
          className={cn(
            buttonStyle({ variant: isMain ? 'default' : 'outline' }),
            (canStop || canResume) && 'max-sm:size-10 max-sm:px-0',
          )}
        >
          <Download aria-hidden />
          <span className={cn((canStop || canResume) && 'max-sm:sr-only')}>Download zip</span>
        </a>
      )}
    </div>
  );
}
