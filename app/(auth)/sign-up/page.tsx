import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { optionalContext } from '@/app/_doors/page';
import { buttonStyle } from '@/components/ui/button';
import { SignUpForm } from '../_components/sign-up-form';
import { returnPath } from '../return-path';

export const metadata: Metadata = { title: 'Create an account' };

export default async function Page({ searchParams }: PageProps<'/sign-up'>) {
  const next = returnPath((await searchParams).next);
  if ((await optionalContext()) !== null) redirect(next);
  const query = next === '/projects' ? '' : `?next=${encodeURIComponent(next)}`;
  return (
    <>
      <h1 className="font-semibold text-2xl">Create an account</h1>
      <p className="mt-1 mb-7 text-muted-foreground">Describe an app, and watch it being built.</p>
      <SignUpForm next={next} />
      <p className="mt-6 text-muted-foreground text-sm">
        Have an account?{' '}
        <Link href={`/sign-in${query}`} className={buttonStyle({ variant: 'link', size: null })}>
          Sign in
        </Link>
      </p>
    </>
  );
}
