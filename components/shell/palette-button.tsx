'use client';

import { Search } from 'lucide-react';
import { openPanel } from '@/components/shell/commands';
import { Kbd } from '@/components/ui/kbd';

export function PaletteButton() {
  return (
    <button
      type="button"
      onClick={() => openPanel('palette')}
      className="flex h-9 items-center gap-2 rounded-md border border-border bg-card px-2.5 text-muted-foreground text-sm hover:border-input hover:text-foreground max-sm:size-10 max-sm:justify-center max-sm:border-transparent max-sm:bg-transparent"
    >
      <Search aria-hidden className="size-4" />
      <span className="max-sm:sr-only sm:pr-10">Search</span>
      <Kbd className="hidden sm:inline-flex">⌘K</Kbd>
    </button>
  );
}
