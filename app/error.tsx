'use client';

import { Button } from '@/components/ui/button';
import { ErrorCard } from '@/components/ui/error-card';

/** In production Next hands over a digest in place of the message; the log has the whole under it. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main id="main" className="mx-auto max-w-xl px-4 py-16">
      <ErrorCard
        title="Failed to show this page"
        cause="Cairn could not put this page together. Nothing you saved was lost."
        hint="Try again; if it stays, give the request id to whoever runs this server."
        requestId={error.digest}
        action={
          <Button variant="outline" size="sm" onClick={reset}>
            Try again
          </Button>
        }
      />
    </main>
  );
}
