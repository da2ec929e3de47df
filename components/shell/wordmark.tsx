import Link from 'next/link';
import { Logo } from '@/components/cairn/logo';

export function Wordmark({ href }: { href: string }) {
  return (
    <Link
      href={href}
      className="-ml-1 flex items-center gap-2 rounded-md p-1 max-sm:py-2 font-semibold text-[1.0625rem] tracking-tight"
    >
      <Logo />
      Cairn
    </Link>
  );
}
