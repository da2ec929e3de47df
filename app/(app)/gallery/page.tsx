import type { Metadata } from 'next';
import { requireContext } from '@/app/_doors/page';
import { listBatches } from '@/lib/batches/read-batches';
import { gallery } from '@/lib/gallery/gallery';
import { models } from '@/lib/models/registry';
import { stacks } from '@/lib/stacks/registry';
import { BatchList } from './_components/batch-list';
import { GalleryForm } from './_components/gallery-form';

export const metadata: Metadata = { title: 'Gallery' };

export default async function Page() {
  const ctx = await requireContext();
  const { batches } = await listBatches({ ctx, input: { limit: 8 } });
  return (
    <main id="main" className="mx-auto max-w-6xl px-4 py-8 sm:px-6 sm:py-10">
      <h1 className="font-semibold text-2xl">Gallery</h1>
      <p className="mt-1 text-muted-foreground text-sm">
        Specs that are ready to build. Choose as many as you like; each becomes a project of its own, to be
        changed as you need it.
      </p>
      <GalleryForm
        apps={gallery.map(({ id, summary, spec }) => ({
          id,
          summary,
          name: spec.name,
          entities: spec.entities.map(({ name }) => name),
          fields: spec.entities.reduce((sum, { fields }) => sum + fields.length, 0),
        }))}
        stacks={stacks.map(({ id, title }) => ({ id, title }))}
        models={models.map(({ id, title }) => ({ id, title }))}
      />
      {batches.length === 0 ? null : <BatchList batches={batches} />}
    </main>
  );
}
