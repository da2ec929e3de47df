'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';

const Toaster = lazy(() => import('sonner').then(({ Toaster }) => ({ default: Toaster })));

let wanted = false;
const listeners = new Set<() => void>();

/** Says in passing that something was done. Errors that need an answer stand on the page as well. */
export async function notify(message: string, kind: 'success' | 'error' | 'info' = 'success'): Promise<void> {
  wanted = true;
  for (const listener of listeners) listener();
  const { toast } = await import('sonner');
  toast[kind](message);
}

/** Once in the layout. The toasts' code is loaded with the first of them. */
export function ToastHost() {
  const shown = useSyncExternalStore(
    subscribe,
    () => wanted,
    () => false,
  );
  if (!shown) return null;
  return (
    <Suspense fallback={null}>
      <Toaster
        position="bottom-right"
        theme="system"
        toastOptions={{
          style: {
            background: 'var(--popover)',
            color: 'var(--popover-foreground)',
            border: '1px solid var(--border)',
            borderRadius: 'var(--radius-lg)',
            fontFamily: 'inherit',
          },
        }}
      />
    </Suspense>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
