import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { requireContext } from '@/app/_doors/page';
import { signOutHere } from '@/app/(auth)/actions';
import { PanelHost } from '@/components/shell/panel-host';
import { SiteHeader } from '@/components/shell/site-header';
import { themeCookie, toTheme } from '@/components/shell/theme';

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const { actor } = await requireContext();
  const theme = toTheme((await cookies()).get(themeCookie)?.value);
  return (
    <>
      <SiteHeader
        theme={theme}
        person={{ name: actor.displayName, email: actor.email }}
        signOut={signOutHere}
      />
      {children}
      <PanelHost />
    </>
  );
}
