'use client';

import { RotateCw } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorCard } from '@/components/ui/error-card';

export interface PageFailedProps {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}

/** What stood in the way is in the server's log under the digest; here it is told plainly, with a safe retry. */
export function PageFailed({ error, reset }: PageFailedProps) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <main id="main" className="mx-auto max-w-xl px-4 py-16 sm:px-6">
      <h1 className="mb-5 font-semibold text-2xl">This page could not be shown</h1>
      <ErrorCard
        title="Failed to load the page"
        cause="Cairn could not read what this page shows. Nothing you saved was lost."
        hint="Try again; if it stays, give the id to whoever runs this server."
        requestId={error.digest}
        action={
          <Button size="sm" onClick={reset}>
            <RotateCw aria-hidden /> Try again
          </Button>
        }
      />
    </main>
  );
}
