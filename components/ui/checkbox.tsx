'use client';

import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import { cn } from '@/components/ui/cn';

export function Checkbox({ className, ...props }: Base.Root.Props & { className?: string }) {
  return (
    <Base.Root
      className={cn(
        'inline-flex size-4.5 shrink-0 items-center justify-center rounded-sm border border-input bg-card text-primary-foreground transition-colors duration-100',
        'relative after:absolute after:-inset-1.5 data-checked:border-primary data-checked:bg-primary data-disabled:opacity-55',
        className,
      )}
      {...props}
    >
      <Base.Indicator className="flex data-unchecked:hidden">
        <Check aria-hidden className="size-3.5" strokeWidth={3} />
      </Base.Indicator>
    </Base.Root>
  );
}
