'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

export type AddressChange = Readonly<Record<string, string | null>>;

/** The page's state in its address: read it, and change it without asking the server. Null takes a value out. */
export function useAddress(): [URLSearchParams, (change: AddressChange, how?: 'push' | 'replace') => void] {
  const pathname = usePathname();
  const params = useSearchParams();
  const change = useCallback(
    (values: AddressChange, how: 'push' | 'replace' = 'push') => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(values)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      const address = next.size === 0 ? pathname : `${pathname}?${next}`;
      // Next keeps `useSearchParams` in step with these (Next docs, "Native History API").
      if (how === 'push') window.history.pushState(null, '', address);
      else window.history.replaceState(null, '', address);
    },
    [pathname],
  );
  return [new URLSearchParams(params), change];
}
