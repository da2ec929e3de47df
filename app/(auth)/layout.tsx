import type { ReactNode } from 'react';
import { CairnPicture } from '@/components/cairn/cairn-picture';
import { sampleStones } from '@/components/cairn/sample-stones';
import { Wordmark } from '@/components/shell/wordmark';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[1fr_1fr]">
      <div className="flex flex-col px-5 py-5 sm:px-10">
        <header>
          <Wordmark href="/" />
        </header>
        <main id="main" className="mx-auto flex w-full max-w-sm flex-1 flex-col py-10 sm:justify-center">
          {children}
        </main>
      </div>
      <aside className="hidden items-end justify-center border-border border-l bg-muted/60 p-16 lg:flex">
        <div className="w-full max-w-md">
          <CairnPicture stones={sampleStones} assemble decorative />
          <p className="mt-6 text-center text-muted-foreground text-sm">
            One stone, one checkpoint. What is set stays set.
          </p>
        </div>
      </aside>
    </div>
  );
}
