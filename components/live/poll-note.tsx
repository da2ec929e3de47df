import { CloudOff } from 'lucide-react';
import type { Polled } from '@/components/live/use-polled';
import { SignInAgain } from '@/components/ui/sign-in-again';

/** Says when what is shown may be old, and nothing otherwise. */
export function PollNote({ problem }: { problem: Polled<unknown>['problem'] }) {
  if (problem === null) return null;
  return (
    <p role="status" className="flex items-center gap-2 text-sm text-warning">
      <CloudOff aria-hidden className="size-4 shrink-0" />
      {problem === 'away' ? (
        'Cairn does not answer right now. This is how things stood before.'
      ) : (
        <span>
          Your session has ended. <SignInAgain className="underline underline-offset-4" />
        </span>
      )}
    </p>
  );
}
