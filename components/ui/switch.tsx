'use client';

import { Switch as Base } from '@base-ui/react/switch';
import { cn } from '@/components/ui/cn';

export function Switch({ className, ...props }: Base.Root.Props & { className?: string }) {
  return (
    <Base.Root
      className={cn(
        'inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-input bg-muted p-0.5 transition-colors duration-100',
        'data-checked:border-primary data-checked:bg-primary data-disabled:opacity-55',
        className,
      )}
      {...props}
    >
      <Base.Thumb className="size-4.5 rounded-full bg-card shadow-sm ring-1 ring-border transition-transform duration-150 data-checked:translate-x-4" />
    </Base.Root>
  );
}
