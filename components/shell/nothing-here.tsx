import type { ReactNode } from 'react';
import { CairnPicture } from '@/components/cairn/cairn-picture';

const scattered = [
  { key: 'plan', state: 'committed' },
  { key: 'core', state: 'pending' },
  { key: 'main', state: 'cancelled' },
] as const;

export function NothingHere({ action }: { action: ReactNode }) {
  return (
    <main id="main" className="mx-auto flex max-w-md flex-col items-center px-4 py-20 text-center">
      <div className="w-52">
        <CairnPicture stones={scattered} labels={false} still decorative />
      </div>
      <h1 className="mt-8 font-semibold text-2xl">There is nothing here</h1>
      <p className="mt-2 mb-6 text-pretty text-muted-foreground leading-6">
        The address is wrong, it was deleted, or it is not yours to see. For your protection these look the
        same.
      </p>
      {action}
    </main>
  );
}
