import type { Metadata } from 'next';
import { requireContext } from '@/app/_doors/page';
import { SignOutButtons } from './_components/sign-out-buttons';

export const metadata: Metadata = { title: 'Account' };

export default async function Page() {
  const { actor } = await requireContext();
  return (
    <main id="main" className="mx-auto max-w-2xl px-4 py-8 sm:px-6 sm:py-10">
      <h1 className="font-semibold text-2xl">Account</h1>
      <dl className="mt-6 grid gap-x-6 gap-y-3 rounded-lg border border-border bg-card p-5 text-sm sm:grid-cols-[8rem_1fr]">
        <dt className="text-muted-foreground">Name</dt>
        <dd className="break-words font-medium">{actor.displayName}</dd>
        <dt className="text-muted-foreground">E-mail</dt>
        <dd className="break-all font-medium">{actor.email}</dd>
      </dl>
      <section aria-labelledby="sessions" className="mt-8">
        <h2 id="sessions" className="font-semibold text-lg">
          Where you are signed in
        </h2>
        <p className="mt-1 text-muted-foreground text-sm leading-6">
          Signing out ends a session on the server as well: its refresh token is worth nothing afterwards.
        </p>
        <SignOutButtons />
      </section>
    </main>
  );
}
