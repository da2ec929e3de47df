'use client';

import { Keyboard, LayoutGrid, ListOrdered, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useTransition } from 'react';
import { openPanel } from '@/components/shell/commands';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLinkItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';

export interface UserMenuProps {
  readonly name: string;
  readonly email: string;
  readonly signOut: () => Promise<void>;
}

interface UserMenuItemsProps extends UserMenuProps {
  readonly trigger: { readonly label: string; readonly className: string; readonly text: string };
}

export default function UserMenuItems({ name, email, signOut, trigger }: UserMenuItemsProps) {
  const [, startTransition] = useTransition();
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger aria-label={trigger.label} className={trigger.className}>
        {trigger.text}
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <div className="max-w-64 px-2.5 py-2 text-sm">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-muted-foreground">{email}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLinkItem render={<Link href="/gallery" />}>
          <LayoutGrid aria-hidden /> Gallery
        </DropdownMenuLinkItem>
        <DropdownMenuLinkItem render={<Link href="/queue" />}>
          <ListOrdered aria-hidden /> Queue
        </DropdownMenuLinkItem>
        <DropdownMenuLinkItem render={<Link href="/account" />}>
          <UserRound aria-hidden /> Account
        </DropdownMenuLinkItem>
        <DropdownMenuItem onClick={() => openPanel('shortcuts')}>
          <Keyboard aria-hidden /> Keyboard shortcuts
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onClick={() => startTransition(() => signOut())}>
          <LogOut aria-hidden /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
