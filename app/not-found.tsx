import Link from 'next/link';
import { NothingHere } from '@/components/shell/nothing-here';
import { Wordmark } from '@/components/shell/wordmark';
import { buttonStyle } from '@/components/ui/button';

export default function NotFound() {
  return (
    <>
      <header className="mx-auto flex h-14 max-w-7xl items-center px-4 sm:px-6">
        <Wordmark href="/" />
      </header>
      <NothingHere
        action={
          <Link href="/" className={buttonStyle({})}>
            Go to the start
          </Link>
        }
      />
    </>
  );
}
