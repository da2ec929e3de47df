import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

/** The platform's own scrolling, thin and in the page's colors. Reachable by keyboard, hence its name. */
export function ScrollArea({
  className,
  label,
  ...props
}: Omit<ComponentProps<'section'>, 'aria-label'> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className={cn('overflow-auto [scrollbar-width:thin] focus-visible:outline-offset-[-2px]', className)}
      {...props}
    />
  );
}
