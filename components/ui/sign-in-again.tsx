'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';

/** Leads back to where the session ended. */
export function SignInAgain({ className }: { className?: string }) {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const here = search === '' ? pathname : `${pathname}?${search}`;
  return (
    <Link href={`/sign-in?next=${encodeURIComponent(here)}`} className={className}>
      Sign in again
    </Link>
  );
}
