import type { Metadata } from 'next';
import { requireContext } from '@/app/_doors/page';
import { readQueue } from '@/lib/queue/read-queue';
import { stacks } from '@/lib/stacks/registry';
import { QueueView } from './_components/queue-view';

export const metadata: Metadata = { title: 'Queue' };

export default async function Page() {
  const ctx = await requireContext();
  return (
    <main id="main" className="mx-auto max-w-5xl px-4 py-8 sm:px-6 sm:py-10">
      <h1 className="font-semibold text-2xl">Queue</h1>
      <QueueView
        initial={await readQueue({ ctx, input: {} })}
        stackTitles={Object.fromEntries(stacks.map(({ id, title }) => [id, title]))}
      />
    </main>
  );
}
