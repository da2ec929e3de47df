import { cookies } from 'next/headers';
import Link from 'next/link';
import { optionalContext } from '@/app/_doors/page';
import { signOutHere } from '@/app/(auth)/actions';
import { CairnPicture } from '@/components/cairn/cairn-picture';
import { sampleStones } from '@/components/cairn/sample-stones';
import { PanelHost } from '@/components/shell/panel-host';
import { SiteHeader } from '@/components/shell/site-header';
import { themeCookie, toTheme } from '@/components/shell/theme';
import { buttonStyle } from '@/components/ui/button';
import { stacks } from '@/lib/stacks/registry';
import { Contours } from './_components/contours';
import { StartBox } from './_components/start-box';

export default async function Page() {
  const context = await optionalContext();
  const theme = toTheme((await cookies()).get(themeCookie)?.value);
  const person = context && { name: context.actor.displayName, email: context.actor.email };
  return (
    <>
      <SiteHeader theme={theme} person={person} signOut={signOutHere} />
      <main id="main">
        <section className="relative overflow-hidden border-border border-b">
          <Contours className="absolute inset-0 size-full text-border" />
          <div className="relative mx-auto grid max-w-7xl items-center gap-x-16 gap-y-12 px-4 py-14 sm:px-6 sm:py-20 lg:grid-cols-[7fr_5fr]">
            <div>
              <h1 className="max-w-xl font-semibold text-[2.5rem] leading-[1.08] tracking-[-0.03em] sm:text-[3.5rem]">
                Describe an app. <br />
                Keep every stone of&nbsp;it.
              </h1>
              <p className="mt-5 max-w-lg text-pretty text-lg text-muted-foreground leading-7">
                Cairn builds a working Flutter app or FastAPI backend in phases you can watch. What a phase
                produced is committed, and no failure takes it back.
              </p>
              <StartBox />
              {person === null ? (
                <p className="mt-4 text-muted-foreground text-sm">
                  No model key needed.{' '}
                  <Link href="/sign-in" className={buttonStyle({ variant: 'link', size: null })}>
                    Sign in
                  </Link>{' '}
                  if you have an account.
                </p>
              ) : null}
            </div>
            <div className="mx-auto w-full max-w-md lg:max-w-none">
              <CairnPicture stones={sampleStones} assemble decorative />
            </div>
          </div>
        </section>
        <section aria-labelledby="how" className="mx-auto max-w-7xl px-4 py-14 sm:px-6 sm:py-20">
          <h2 id="how" className="font-semibold text-2xl">
            How a cairn grows
          </h2>
          <ol className="mt-8 grid gap-x-10 gap-y-8 md:grid-cols-3">
            {steps.map(({ title, text }, index) => (
              <li key={title} className="border-border border-t pt-4">
                <p className="tabular font-medium text-primary text-sm">{index + 1}</p>
                <h3 className="mt-1 font-semibold">{title}</h3>
                <p className="mt-1.5 text-pretty text-muted-foreground leading-6">{text}</p>
              </li>
            ))}
          </ol>
          <h2 className="mt-16 font-semibold text-2xl">What it builds</h2>
          <ul className="mt-6 grid gap-4 md:grid-cols-2">
            {stacks.map((stack) => (
              <li key={stack.id} className="rounded-lg border border-border bg-card p-5">
                <h3 className="font-semibold">{stack.title}</h3>
                <p className="mt-1 text-muted-foreground leading-6">{stack.summary}</p>
                <pre className="mt-4 whitespace-pre-wrap break-words rounded-md bg-muted px-3 py-2.5 font-mono text-[0.8125rem] text-muted-foreground leading-6">
                  <code>{`${stack.commands.install}\n${stack.commands.test}\n${stack.commands.run}`}</code>
                </pre>
              </li>
            ))}
          </ul>
        </section>
      </main>
      <footer className="border-border border-t">
        <div className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-3 px-4 py-6 text-muted-foreground text-sm sm:px-6">
          <p>A cairn is a pile of stones that marks how far you have come.</p>
          <a href="/api/docs" className={buttonStyle({ variant: 'link', size: null })}>
            HTTP interface
          </a>
        </div>
      </footer>
      {person === null ? null : <PanelHost />}
    </>
  );
}

const steps = [
  {
    title: 'Your words become entities',
    text: 'Users, posts, comments, and how they refer to each other. Check them, change them, or let it run.',
  },
  {
    title: 'Each phase sets a stone',
    text: 'Core first, entities side by side, then tests and the main file. Every stone is one commit of whole files.',
  },
  {
    title: 'What is set stays set',
    text: 'A crash, a closed tab, a failed phase: everything committed is there to read and to download, at any moment.',
  },
] as const;
