import { Plus } from 'lucide-react';
import Link from 'next/link';
import { CairnPicture } from '@/components/cairn/cairn-picture';
import { sampleStones } from '@/components/cairn/sample-stones';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

const outlines = sampleStones.map(({ key }) => ({ key, state: 'pending' as const }));

export function EmptyProject({
  projectId,
  canEdit,
  archived,
}: {
  projectId: string;
  canEdit: boolean;
  archived: boolean;
}) {
  return (
    <EmptyState
      picture={
        <div className="w-56">
          <CairnPicture stones={outlines} labels={false} decorative />
        </div>
      }
      title={canEdit ? 'Set the first stone' : 'No generation yet'}
      text={
        archived
          ? 'This project is archived. Restore it in its settings to generate again.'
          : 'Describe the app, and its phases will pile up here.'
      }
      action={
        canEdit ? (
          <Link href={`/projects/new?project=${projectId}`} className={buttonStyle({})}>
            <Plus aria-hidden /> Start a generation
          </Link>
        ) : null
      }
    />
  );
}
