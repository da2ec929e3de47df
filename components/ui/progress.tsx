import { cn } from '@/components/ui/cn';

export interface ProgressProps {
  readonly value: number;
  readonly max: number;
  readonly label: string;
  readonly className?: string;
}

export function Progress({ value, max, label, className }: ProgressProps) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      className={cn('h-1 overflow-hidden rounded-full bg-secondary', className)}
    >
      <div
        className="h-full origin-left rounded-full bg-primary transition-transform duration-300 ease-settle"
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  );
}
