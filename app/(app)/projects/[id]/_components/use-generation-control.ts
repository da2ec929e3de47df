import { useState, useTransition } from 'react';
import { reach } from '@/components/shell/reach';
import type { ActionError } from '@/components/ui/form-error';
import { cancelAction, resumeAction } from '../../actions';

export interface GenerationControl {
  readonly pending: boolean;
  readonly failed: { readonly title: string; readonly error: ActionError } | null;
  readonly stop: () => void;
  readonly resume: () => void;
}

/** Stopping and resuming. That it was done shows by the events that follow; that it failed is said here. */
export function useGenerationControl(generationId: string): GenerationControl {
  const [pending, startTransition] = useTransition();
  const [failed, setFailed] = useState<GenerationControl['failed']>(null);
  const act = (title: string, call: typeof cancelAction) =>
    startTransition(async () => {
      const answer = await reach(() => call({ generation_id: generationId }));
      setFailed(answer.ok ? null : { title, error: answer.error });
    });
  return {
    pending,
    failed,
    stop: () => act('Failed to stop', cancelAction),
    resume: () => act('Failed to resume', resumeAction),
  };
}
