import { Ban, Check, CircleDashed, LoaderCircle, type LucideIcon, TriangleAlert, X } from 'lucide-react';
import type { StoneState } from '@/components/cairn/stone';
import { cn } from '@/components/ui/cn';

const looks: Readonly<Record<StoneState, { icon: LucideIcon; style: string }>> = {
  pending: { icon: CircleDashed, style: 'border-transparent text-muted-foreground' },
  running: { icon: LoaderCircle, style: 'border-transparent text-primary [&_svg]:animate-spin' },
  committed: {
    icon: Check,
    style: 'border-success/40 bg-[color-mix(in_oklch,var(--success)_9%,var(--background))] text-success',
  },
  partial: {
    icon: TriangleAlert,
    style: 'border-warning/40 bg-[color-mix(in_oklch,var(--warning)_9%,var(--background))] text-warning',
  },
  failed: {
    icon: X,
    style:
      'border-destructive/40 bg-[color-mix(in_oklch,var(--destructive)_9%,var(--background))] text-destructive',
  },
  cancelled: { icon: Ban, style: 'border-border bg-muted text-muted-foreground' },
};

/** The state's sign; the row says it in words. */
export function PhaseMark({ state, className }: { state: StoneState; className?: string }) {
  const { icon: Icon, style } = looks[state];
  const isOpen = state === 'pending' || state === 'running';
  return (
    <span
      aria-hidden="true"
      className={cn(
        'flex size-[1.4375rem] items-center justify-center rounded-full border bg-background',
        style,
        className,
      )}
    >
      <Icon className={isOpen ? 'size-4.5' : 'size-3.5'} strokeWidth={isOpen ? 2 : 2.5} />
    </span>
  );
}
