import { ErrorCard } from '@/components/ui/error-card';
import type { Failure, GenerationStatus } from '@/lib/generations/schemas';

export interface FailureCardProps {
  readonly failure: Failure;
  readonly status: GenerationStatus;
  readonly className?: string;
}

export function FailureCard({ failure, status, className }: FailureCardProps) {
  const isBuilt = status === 'needs_attention';
  const kept = 'Every committed phase is kept: read it in Files, or download it.';
  return (
    <ErrorCard
      tone={isBuilt ? 'warning' : 'error'}
      title={isBuilt ? 'Built, and needs attention' : 'Failed to finish this generation'}
      cause={failure.message}
      hint={failure.hint ? `${failure.hint} ${kept}` : kept}
      className={className}
    />
  );
}
