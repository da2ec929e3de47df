import { cn } from '@/components/ui/cn';

/** Decoration beside words that say what is waited for; shows after a moment, so that quick work shows none. */
export function Spinner({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={cn('appear-late size-4', className)}>
      <g className="origin-center animate-spin">
        <circle
          cx="8"
          cy="8"
          r="6"
          fill="none"
          stroke="currentcolor"
          strokeOpacity="0.25"
          strokeWidth="1.75"
        />
        <path
          d="M8 2a6 6 0 0 1 6 6"
          fill="none"
          stroke="currentcolor"
          strokeWidth="1.75"
          strokeLinecap="round"
        />
      </g>
    </svg>
  );
}
