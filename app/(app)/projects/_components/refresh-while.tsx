'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** A list that shows work under way stays true while somebody looks at it. */
export function RefreshWhile({ running }: { running: boolean }) {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === 'visible') router.refresh();
    };
    document.addEventListener('visibilitychange', refresh);
    const timer = running ? setInterval(refresh, 4_000) : undefined;
    return () => {
      document.removeEventListener('visibilitychange', refresh);
      clearInterval(timer);
    };
  }, [router, running]);
  return null;
}
