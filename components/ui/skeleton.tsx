import { cn } from '@/components/ui/cn';

export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={cn('animate-[pulse-quiet_1.6s_ease-in-out_infinite] rounded-md bg-secondary', className)}
    />
  );
}
