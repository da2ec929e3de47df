'use client';

import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { controlStyle } from '@/components/ui/input';

export const Select = Base.Root;
export const SelectValue = Base.Value;

/** For lists whose items show more than text; `NativeSelect` serves the others. */
export function SelectTrigger({
  className,
  children,
  ...props
}: Omit<Base.Trigger.Props, 'className'> & { className?: string; children: ReactNode }) {
  return (
    <Base.Trigger
      className={cn(
        controlStyle,
        'flex h-9 items-center justify-between gap-2 px-3 text-left max-sm:h-11',
        className,
      )}
      {...props}
    >
      {children}
      <Base.Icon>
        <ChevronDown aria-hidden className="size-4 text-muted-foreground" />
      </Base.Icon>
    </Base.Trigger>
  );
}

export function SelectContent({ children }: { children: ReactNode }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={6} alignItemWithTrigger={false} className="z-50">
        <Base.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-lg border border-border bg-popover p-1 text-popover-foreground shadow-lift outline-none">
          <Base.List>{children}</Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

export function SelectItem({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Base.Item
      value={value}
      className="flex min-h-9 cursor-default select-none items-center justify-between gap-3 rounded-md px-2.5 text-sm outline-none data-highlighted:bg-accent max-sm:min-h-11"
    >
      <Base.ItemText>{children}</Base.ItemText>
      <Base.ItemIndicator>
        <Check aria-hidden className="size-4" />
      </Base.ItemIndicator>
    </Base.Item>
  );
}
