import type { LiveConnection } from '@/components/live/use-live-generation';
import { cn } from '@/components/ui/cn';
import { SignInAgain } from '@/components/ui/sign-in-again';

const notes: Readonly<Record<Exclude<LiveConnection, 'signed_out'>, string>> = {
  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  live: 'Live',
  offline: 'Offline',
};

/** `quiet`: nothing is under way, so a good connection needs no word. */
export function ConnectionNote({ connection, quiet }: { connection: LiveConnection; quiet: boolean }) {
  if (connection === 'signed_out') {
    return (
      <p role="alert" className="text-sm text-warning">
        Your session has ended. <SignInAgain className="underline underline-offset-4" /> to follow this.
      </p>
    );
  }
  if (quiet && connection !== 'offline') return null;
  return (
    <p className="appear-late flex items-center whitespace-nowrap gap-1.5 text-muted-foreground text-xs">
      <span
        aria-hidden="true"
        className={cn(
          'size-2 rounded-full border',
          connection === 'live' && 'border-success bg-success',
          connection.endsWith('connecting') && 'animate-pulse border-warning',
          connection === 'offline' && 'border-muted-foreground border-dashed',
        )}
      />
      {notes[connection]}
      {connection === 'offline' ? <span className="max-sm:sr-only"> – will catch up</span> : null}
    </p>
  );
}
