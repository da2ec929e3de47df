import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { SkipLink } from '@/components/shell/skip-link';
import { themeCookie, toTheme } from '@/components/shell/theme';
import { ToastHost } from '@/components/ui/toast';
import './globals.css';

const hanken = localFont({
  src: '../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-hanken',
});

const jetbrains = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  variable: '--font-jetbrains',
  preload: false,
  adjustFontFallback: false,
});

export const metadata: Metadata = {
  title: { default: 'Cairn', template: '%s · Cairn' },
  description: 'Describe an app; Cairn builds it in phases, and never loses what a phase produced.',
  applicationName: 'Cairn',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f6' },
    { media: '(prefers-color-scheme: dark)', color: '#151311' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = toTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html
      lang="en"
      className={`${hanken.variable} ${jetbrains.variable}`}
      data-theme={theme === 'system' ? undefined : theme}
      // The theme switch and browser extensions write here before React takes over.
      suppressHydrationWarning
    >
      <body className="min-h-dvh">
        <SkipLink />
        {children}
        <ToastHost />
      </body>
    </html>
  );
}
