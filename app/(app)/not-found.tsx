import Link from 'next/link';
import { NothingHere } from '@/components/shell/nothing-here';
import { buttonStyle } from '@/components/ui/button';

export default function NotFound() {
  return (
    <NothingHere
      action={
        <Link href="/projects" className={buttonStyle({})}>
          Go to your projects
        </Link>
      }
    />
  );
}
