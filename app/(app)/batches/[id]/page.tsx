import type { Metadata } from 'next';
import { z } from 'zod';
import { forPage, requireContext } from '@/app/_doors/page';
import { getBatch } from '@/lib/batches/read-batches';
import { stacks } from '@/lib/stacks/registry';
import { notFound } from '@/lib/supabase/unwrap';
import { BatchView } from './_components/batch-view';

export const metadata: Metadata = { title: 'Batch' };

export default async function Page({ params }: PageProps<'/batches/[id]'>) {
  const batch = await forPage(loadBatch((await params).id));
  return (
    <main id="main" className="mx-auto max-w-7xl px-4 py-8 sm:px-6 sm:py-10">
      <BatchView
        initial={batch}
        stackTitles={Object.fromEntries(stacks.map(({ id, title }) => [id, title]))}
      />
    </main>
  );
}

async function loadBatch(id: string) {
  const ctx = await requireContext();
  if (!z.uuid().safeParse(id).success) throw notFound();
  return getBatch({ ctx, input: { batch_id: id } });
}
