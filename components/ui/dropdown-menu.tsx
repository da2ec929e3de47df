'use client';

import { Menu } from '@base-ui/react/menu';
import { cn } from '@/components/ui/cn';

type Styled<Props> = Omit<Props, 'className'> & { className?: string };

export const DropdownMenu = Menu.Root;
export const DropdownMenuTrigger = Menu.Trigger;

const itemStyle = cn(
  'flex min-h-9 w-full cursor-default select-none items-center gap-2.5 rounded-md px-2.5 text-sm outline-none max-sm:min-h-11',
  'data-highlighted:bg-accent data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground',
);

export function DropdownMenuContent({
  className,
  align = 'end',
  children,
  ...props
}: Styled<Menu.Popup.Props> & { align?: Menu.Positioner.Props['align'] }) {
  return (
    <Menu.Portal>
      <Menu.Positioner align={align} sideOffset={6} className="z-50">
        <Menu.Popup
          className={cn(
            'min-w-52 rounded-lg border border-border bg-popover p-1 text-popover-foreground shadow-lift outline-none',
            'origin-(--transform-origin) transition-[opacity,transform] duration-100 data-ending-style:scale-[0.98] data-starting-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:opacity-0',
            className,
          )}
          {...props}
        >
          {children}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}

export function DropdownMenuItem({
  className,
  destructive = false,
  ...props
}: Styled<Menu.Item.Props> & { destructive?: boolean }) {
  return (
    <Menu.Item
      className={cn(itemStyle, destructive && 'text-destructive [&_svg]:text-destructive', className)}
      {...props}
    />
  );
}

export function DropdownMenuLinkItem({ className, ...props }: Styled<Menu.LinkItem.Props>) {
  return <Menu.LinkItem closeOnClick className={cn(itemStyle, className)} {...props} />;
}

export function DropdownMenuSeparator() {
  return <Menu.Separator className="my-1 h-px bg-border" />;
}
