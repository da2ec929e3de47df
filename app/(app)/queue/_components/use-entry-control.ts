import { useState, useTransition } from 'react';
import { type Reached, reach } from '@/components/shell/reach';
import type { ActionError } from '@/components/ui/form-error';
import { notify } from '@/components/ui/toast';
import type { GenerationPriority } from '@/lib/generations/schemas';
import { cancelEntryAction, setPriorityAction } from '../actions';

export interface EntryControl {
  /** The generation that something is being done to. */
  readonly busy: string | null;
  readonly failed: { readonly title: string; readonly error: ActionError } | null;
  readonly cancel: (generationId: string) => void;
  readonly setPriority: (generationId: string, priority: GenerationPriority) => void;
}

/** What can be done to an entry; `onDone` asks for the queue again. */
export function useEntryControl(onDone: () => void): EntryControl {
  const [isPending, startTransition] = useTransition();
  const [subject, setSubject] = useState<string | null>(null);
  const [failed, setFailed] = useState<EntryControl['failed']>(null);

  const act = (id: string, title: string, done: string, call: () => Promise<Reached<unknown>>) => {
    setSubject(id);
    startTransition(async () => {
      const answer = await reach(call);
      setFailed(answer.ok ? null : { title, error: answer.error });
      onDone();
      if (answer.ok) await notify(done);
    });
  };
  return {
    busy: isPending ? subject : null,
    failed,
    cancel: (generation_id) =>
      act(generation_id, 'Failed to cancel', 'Cancelled. What was committed stays.', () =>
        cancelEntryAction({ generation_id }),
      ),
    setPriority: (generation_id, priority) =>
      act(generation_id, 'Failed to change the priority', `Priority is ${priority} now.`, () =>
        setPriorityAction({ generation_id, priority }),
      ),
  };
}
