import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

/** 16 px below the small breakpoint: smaller text makes phones zoom in. */
export const controlStyle =
  'w-full min-w-0 rounded-md border border-input bg-card text-base text-foreground transition-colors duration-100 placeholder:text-muted-foreground sm:text-sm focus-visible:border-ring focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-destructive aria-invalid:outline-destructive';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(controlStyle, 'h-9 px-3 max-sm:h-11', className)} {...props} />;
}
