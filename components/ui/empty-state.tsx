import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export interface EmptyStateProps {
  readonly picture?: ReactNode;
  /** A verb first: “Create a project”. */
  readonly title: string;
  readonly text: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}

export function EmptyState({ picture, title, text, action, className }: EmptyStateProps) {
  return (
    <div className={cn('mx-auto flex max-w-md flex-col items-center px-4 py-12 text-center', className)}>
      {picture}
      <h2 className="mt-5 font-semibold text-lg">{title}</h2>
      <p className="mt-1.5 text-pretty text-muted-foreground text-sm leading-6">{text}</p>
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
