'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { onOpenPanel, type ShellPanel } from '@/components/shell/commands';

const CommandPalette = lazy(() => import('@/components/shell/command-palette'));
const ShortcutsDialog = lazy(() => import('@/components/shell/shortcuts-dialog'));

/** Listens for the keys that work everywhere; the panels' code is loaded when first asked for. */
export function PanelHost() {
  const router = useRouter();
  const [panel, setPanel] = useState<ShellPanel | null>(null);
  const lastKey = useRef<{ key: string; at: number } | null>(null);

  useEffect(() => onOpenPanel(setPanel), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setPanel('palette');
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const before = lastKey.current;
      lastKey.current = { key: event.key, at: event.timeStamp };
      if (event.key === '?') setPanel('shortcuts');
      if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('input[type="search"]');
        if (search === null) return;
        event.preventDefault();
        search.focus();
      }
      if (before?.key === 'g' && event.timeStamp - before.at < 1_000) {
        if (event.key === 'p') router.push('/projects');
        if (event.key === 'n') router.push('/projects/new');
        if (event.key === 'g') router.push('/gallery');
        if (event.key === 'q') router.push('/queue');
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [router]);

  const close = () => setPanel(null);
  return (
    <Suspense fallback={null}>
      {panel === 'palette' ? <CommandPalette onClose={close} /> : null}
      {panel === 'shortcuts' ? <ShortcutsDialog onClose={close} /> : null}
    </Suspense>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}
