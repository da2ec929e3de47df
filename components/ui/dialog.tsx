'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';

export const backdropStyle =
  'fixed inset-0 z-50 bg-[oklch(0.2_0.01_70/0.45)] transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';

export const popupStyle = cn(
  'fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto',
  'rounded-xl border border-border bg-popover p-6 text-popover-foreground shadow-lift outline-none',
  'transition-[opacity,transform] duration-150 data-ending-style:scale-[0.98] data-starting-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:opacity-0',
);

export const Dialog = Base.Root;
export const DialogTrigger = Base.Trigger;
export const DialogClose = Base.Close;

export interface DialogContentProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

export function DialogContent({ title, description, className, children }: DialogContentProps) {
  return (
    <Base.Portal>
      <Base.Backdrop className={backdropStyle} />
      <Base.Popup className={cn(popupStyle, className)}>
        <Base.Title className="pr-8 font-semibold text-lg">{title}</Base.Title>
        {description ? (
          <Base.Description className="mt-1 text-muted-foreground text-sm">{description}</Base.Description>
        ) : null}
        <div className="mt-5">{children}</div>
        <Base.Close
          aria-label="Close"
          className={cn(buttonStyle({ variant: 'ghost', size: 'icon' }), 'absolute top-4 right-4')}
        >
          <X aria-hidden />
        </Base.Close>
      </Base.Popup>
    </Base.Portal>
  );
}
