import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { CopyButton } from '@/components/ui/copy-button';

export interface ErrorCardProps {
  /** “Failed to <verb> <thing>”. */
  readonly title: string;
  readonly cause: ReactNode;
  /** What can be done. */
  readonly hint?: ReactNode;
  /** A retry that is safe to press. */
  readonly action?: ReactNode;
  readonly requestId?: string;
  /** `warning`: it is done, but not as asked; nothing interrupts for that. */
  readonly tone?: 'error' | 'warning';
  readonly className?: string;
}

export function ErrorCard({
  title,
  cause,
  hint,
  action,
  requestId,
  tone = 'error',
  className,
}: ErrorCardProps) {
  const isError = tone === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <div
      role={isError ? 'alert' : undefined}
      className={cn(
        'rounded-lg border p-4 text-sm',
        isError ? 'border-destructive/35 bg-destructive/5' : 'border-warning/35 bg-warning/6',
        className,
      )}
    >
      <div className="flex gap-3">
        <Icon
          aria-hidden
          className={cn('mt-0.5 size-4.5 shrink-0', isError ? 'text-destructive' : 'text-warning')}
        />
        <div className="min-w-0 flex-1">
          <p className="font-semibold">{title}</p>
          <p className="mt-1 break-words leading-6">{cause}</p>
          {hint ? <p className="mt-1 text-muted-foreground leading-6">{hint}</p> : null}
          {action || requestId ? (
            <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
              {action}
              {requestId ? (
                <span className="flex items-center gap-1 text-muted-foreground text-xs">
                  Request <code className="break-all font-mono">{requestId}</code>
                  <CopyButton text={requestId} label="Copy the request id" className="h-7 px-1.5" />
                </span>
              ) : null}
            </div>
          ) : null}
        </div>
      </div>
    </div>
  );
}
