'use client';

import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { buttonStyle } from '@/components/ui/button';
import { backdropStyle, popupStyle } from '@/components/ui/dialog';

export const AlertDialog = Base.Root;
export const AlertDialogTrigger = Base.Trigger;

export interface AlertDialogContentProps {
  readonly title: ReactNode;
  readonly description: ReactNode;
  /** The button that goes ahead. */
  readonly action: ReactNode;
  readonly cancelLabel?: string;
  readonly children?: ReactNode;
}

/** Asks before what cannot be undone. Closing it any other way than `action` changes nothing. */
export function AlertDialogContent({
  title,
  description,
  action,
  cancelLabel = 'Cancel',
  children,
}: AlertDialogContentProps) {
  return (
    <Base.Portal>
      <Base.Backdrop className={backdropStyle} />
      <Base.Popup className={popupStyle}>
        <Base.Title className="font-semibold text-lg">{title}</Base.Title>
        <Base.Description className="mt-2 text-muted-foreground text-sm">{description}</Base.Description>
        {children ? <div className="mt-4">{children}</div> : null}
        <div className="mt-6 flex flex-wrap justify-end gap-2">
          <Base.Close className={buttonStyle({ variant: 'outline' })}>{cancelLabel}</Base.Close>
          {action}
        </div>
      </Base.Popup>
    </Base.Portal>
  );
}
