import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { optionalContext } from '@/app/_doors/page';
import { buttonStyle } from '@/components/ui/button';
import { SignInForm } from '../_components/sign-in-form';
import { returnPath } from '../return-path';

export const metadata: Metadata = { title: 'Sign in' };

export default async function Page({ searchParams }: PageProps<'/sign-in'>) {
  const next = returnPath((await searchParams).next);
  if ((await optionalContext()) !== null) redirect(next);
  const query = next === '/projects' ? '' : `?next=${encodeURIComponent(next)}`;
  return (
    <>
      <h1 className="font-semibold text-2xl">Sign in</h1>
      <p className="mt-1 mb-7 text-muted-foreground">Go on where you left off.</p>
      <SignInForm next={next} />
      <p className="mt-6 text-muted-foreground text-sm">
        New here?{' '}
        <Link href={`/sign-up${query}`} className={buttonStyle({ variant: 'link', size: null })}>
          Create an account
        </Link>
      </p>
    </>
  );
}
