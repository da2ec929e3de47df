import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { requireContext } from '@/app/_doors/page';
import { themeCookie, toTheme } from '@/components/shell/theme';
import { ThemeSwitch } from '@/components/shell/theme-switch';
import { Sessions } from './_components/sessions';

export const metadata: Metadata = { title: 'Account' };

export default async function Page() {
  const { actor } = await requireContext();
  return (
    <main id="main" className="mx-auto max-w-2xl px-4 py-8 sm:px-6 sm:py-10">
      <h1 className="font-semibold text-2xl">Account</h1>
      <dl className="mt-6 divide-y divide-border border-border border-y text-sm">
        <div className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
          <dt className="text-muted-foreground">Name</dt>
          <dd className="min-w-0 break-words">{actor.displayName}</dd>
        </div>
        <div className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
          <dt className="text-muted-foreground">E-mail</dt>
          <dd className="min-w-0 break-all">{actor.email}</dd>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
          <dt className="text-muted-foreground">Theme</dt>
          <dd>
            <ThemeSwitch initial={toTheme((await cookies()).get(themeCookie)?.value)} />
          </dd>
        </div>
      </dl>
      <Sessions />
    </main>
  );
}
