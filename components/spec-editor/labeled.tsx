import type { ReactNode } from 'react';

interface LabeledProps {
  readonly label: string;
  readonly htmlFor: string;
  /** Takes a line of its own in the stack. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A control with its label above; in the table layout the column's heading is seen instead. */
export function Labeled({ label, htmlFor, wide = false, children }: LabeledProps) {
  return (
    <div className={wide ? 'col-span-2 min-w-0 @3xl:col-span-1' : 'min-w-0'}>
      <label htmlFor={htmlFor} className="mb-1 block text-muted-foreground text-sm @3xl:sr-only">
        {label}
      </label>
      {children}
    </div>
  );
}
