import Link from 'next/link';
import { LinkPending } from '@/components/shell/link-pending';
import { PaletteButton } from '@/components/shell/palette-button';
import type { Theme } from '@/components/shell/theme';
import { ThemeSwitch } from '@/components/shell/theme-switch';
import { UserMenu } from '@/components/shell/user-menu';
import { Wordmark } from '@/components/shell/wordmark';
import { buttonStyle } from '@/components/ui/button';

const secondPages = [
  { href: '/gallery', label: 'Gallery' },
  { href: '/queue', label: 'Queue' },
] as const;

export interface SiteHeaderProps {
  readonly theme: Theme;
  readonly person: { readonly name: string; readonly email: string } | null;
  readonly signOut: () => Promise<void>;
}

export function SiteHeader({ theme, person, signOut }: SiteHeaderProps) {
  return (
    <header className="sticky top-0 z-40 border-border border-b bg-background/90 backdrop-blur-sm">
      <div className="mx-auto flex h-14 max-w-7xl items-center gap-2 px-4 sm:gap-3 sm:px-6">
        <Wordmark href={person === null ? '/' : '/projects'} />
        {person === null ? null : (
          <nav aria-label="Main" className="ml-1 flex sm:ml-4">
            <Link href="/projects" className={buttonStyle({ variant: 'ghost', size: 'sm' })}>
              Projects <LinkPending />
            </Link>
            {secondPages.map(({ href, label }) => (
              // On a phone they are in the account's menu.
              <Link
                key={href}
                href={href}
                className={buttonStyle({ variant: 'ghost', size: 'sm', className: 'max-sm:hidden' })}
              >
                {label} <LinkPending />
              </Link>
            ))}
          </nav>
        )}
        <div className="ml-auto flex items-center gap-1.5 sm:gap-3">
          {person === null ? null : <PaletteButton />}
          <ThemeSwitch initial={theme} className="max-sm:hidden" />
          {person === null ? (
            <>
              <Link href="/sign-in" className={buttonStyle({ variant: 'ghost', size: 'sm' })}>
                Sign in
              </Link>
              <Link href="/sign-up" className={buttonStyle({ size: 'sm' })}>
                Sign up
              </Link>
            </>
          ) : (
            <UserMenu name={person.name} email={person.email} signOut={signOut} />
          )}
        </div>
      </div>
    </header>
  );
}
