'use client';

import { lazy, Suspense, useState } from 'react';
import type { UserMenuProps } from '@/components/shell/user-menu-items';

const loadItems = () => import('@/components/shell/user-menu-items');
const UserMenuItems = lazy(loadItems);

const triggerStyle =
  'flex size-9 items-center justify-center rounded-full border border-border bg-secondary font-medium text-sm hover:border-input max-sm:size-10';

/** The first press loads the menu and opens it; until then it is a plain button. */
export function UserMenu(props: UserMenuProps) {
  const [wanted, setWanted] = useState(false);
  const label = `Account: ${props.name}`;
  const initial = [...props.name][0]?.toUpperCase() ?? '?';
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={wanted}
      aria-label={label}
      className={triggerStyle}
      onPointerEnter={loadItems}
      onFocus={loadItems}
      onClick={() => setWanted(true)}
    >
      {initial}
    </button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <UserMenuItems {...props} trigger={{ label, className: triggerStyle, text: initial }} />
    </Suspense>
  );
}
