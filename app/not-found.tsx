import Link from 'next/link';
import { CairnPicture } from '@/components/cairn/cairn-picture';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

const fallen = [{ key: 'missing', state: 'pending' }] as const;

export default function NotFound() {
  return (
    <main id="main" className="grid min-h-[70dvh] place-items-center">
      <title>Not found · Cairn</title>
      <EmptyState
        picture={
          <div className="w-56">
            <CairnPicture stones={fallen} labels={false} still decorative />
          </div>
        }
        title="There is nothing here"
        text="The address is wrong, or what it led to is gone or not yours to see. If somebody sent you here, ask them to add you to the project."
        action={
          <Link href="/projects" className={buttonStyle({})}>
            Go to your projects
          </Link>
        }
      />
    </main>
  );
}
