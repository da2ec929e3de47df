import { cn } from '@/components/ui/cn';

/** Three stones, the last one set a little to the side. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cn('size-6', className)}>
      <path
        fill="currentcolor"
        d="M3.2 21.4c-1.6 0-2.3-1-2-2.3.3-1.7 2.6-3 6-3.3 4-.4 9.2-.4 12.5.2 2.2.4 3.4 1.6 3.3 3-.1 1.6-1.2 2.4-3 2.4Z"
      />
      <path
        fill="currentcolor"
        opacity="0.78"
        d="M6.5 14.7c-1.4-.1-2-.9-1.8-2 .3-1.5 2-2.6 4.7-2.9 3-.3 5.7-.1 7.6.6 1.4.5 1.9 1.4 1.7 2.5-.2 1.2-1.1 1.8-2.6 1.8Z"
      />
      <path
        className="fill-primary"
        d="M10.3 8.7c-1.3-.1-2-.9-1.8-2.1.3-2 1.9-3.6 4-4 1.9-.3 3.3.7 3.4 2.5.1 2-1 3.5-3 3.7-.8.1-1.8 0-2.6-.1Z"
      />
    </svg>
  );
}
