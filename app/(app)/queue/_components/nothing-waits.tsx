import Link from 'next/link';
import { buttonStyle } from '@/components/ui/button';

/** `isBusy`: others' generations wait or run. */
export function NothingWaits({ isBusy }: { isBusy: boolean }) {
  return (
    <div className="mt-3 rounded-lg border border-border border-dashed px-4 py-12 text-center">
      <p className="font-medium">Nothing of yours waits or runs.</p>
      <p className="mt-1 text-muted-foreground text-sm">
        {isBusy ? 'Others are at work; what you start takes its turn.' : 'What you start now starts at once.'}
      </p>
      <Link href="/gallery" className={buttonStyle({ variant: 'outline', className: 'mt-4' })}>
        Choose from the gallery
      </Link>
    </div>
  );
}
