'use client';

import { useEffect, useRef } from 'react';

export interface StepHeadingProps {
  readonly title: string;
  readonly text: string;
  /** The step follows another on the same page: reading goes on from here. */
  readonly takesFocus?: boolean;
}

export function StepHeading({ title, text, takesFocus = false }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="break-words font-semibold text-2xl outline-none">
        {title}
      </h1>
      <p className="mt-1.5 max-w-2xl text-pretty text-muted-foreground">{text}</p>
    </>
  );
}
