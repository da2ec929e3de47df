'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import { cn } from '@/components/ui/cn';

type Styled<Props> = Omit<Props, 'className'> & { className?: string };

export function Tabs({ className, ...props }: Styled<Base.Root.Props>) {
  return <Base.Root className={cn('flex min-w-0 flex-col', className)} {...props} />;
}

export function TabsList({ className, ...props }: Styled<Base.List.Props>) {
  return (
    <Base.List
      className={cn(
        'fade-scroll-x flex gap-1 overflow-x-auto [scrollbar-width:none]',
        'outline-offset-[-2px] shadow-[inset_0_-1px_var(--border)]',
        className,
      )}
      {...props}
    />
  );
}

export function TabsTrigger({ className, ...props }: Styled<Base.Tab.Props>) {
  return (
    <Base.Tab
      className={cn(
        'inline-flex h-10 shrink-0 items-center gap-2 border-transparent border-b-2 px-3 text-muted-foreground text-sm transition-colors duration-100 max-sm:h-11',
        'hover:text-foreground focus-visible:outline-offset-[-3px] data-active:border-primary data-active:font-medium data-active:text-foreground',
        '[&_svg]:size-4 [&_svg]:shrink-0',
        className,
      )}
      {...props}
    />
  );
}

export function TabsContent({ className, ...props }: Styled<Base.Panel.Props>) {
  return <Base.Panel className={cn('min-w-0 pt-4', className)} {...props} />;
}
