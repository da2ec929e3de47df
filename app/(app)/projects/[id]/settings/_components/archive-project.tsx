'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { reach } from '@/components/shell/reach';
import { Button } from '@/components/ui/button';
import { type ActionError, FormError } from '@/components/ui/form-error';
import { notify } from '@/components/ui/toast';
import { changeProjectAction } from '../../../actions';

/** Undone by the same button, so it asks nothing. */
export function ArchiveProject({ id, archived }: { id: string; archived: boolean }) {
  const router = useRouter();
  const [error, setError] = useState<ActionError | null>(null);
  const [pending, startTransition] = useTransition();
  const toggle = () =>
    startTransition(async () => {
      const answer = await reach(() =>
        changeProjectAction({ project_id: id, change: { archived: !archived } }),
      );
      setError(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      router.refresh();
      await notify(archived ? 'Restored.' : 'Archived.');
    });
  return (
    <section className="border-border border-t pt-6">
      <h2 className="font-semibold text-base">{archived ? 'Archived' : 'Archive'}</h2>
      <p className="mt-1 mb-4 text-muted-foreground text-sm leading-6">
        {archived
          ? 'It keeps everything, stays out of the list, and starts no generation until it is restored.'
          : 'Keeps everything, takes it out of the list, and starts no new generation. You can restore it.'}
      </p>
      <FormError title="Failed to change the project" error={error} />
      <Button variant="outline" pending={pending} onClick={toggle}>
        {archived ? 'Restore the project' : 'Archive the project'}
      </Button>
    </section>
  );
}
