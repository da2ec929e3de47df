import { Ban, Check, CircleAlert, Clock, LoaderCircle, TriangleAlert } from 'lucide-react';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { GenerationStatus } from '@/lib/generations/schemas';

interface Look {
  readonly label: string;
  readonly tone: BadgeTone;
  readonly icon: typeof Check;
}

export const statusLooks: Readonly<Record<GenerationStatus, Look>> = {
  queued: { label: 'Queued', tone: 'neutral', icon: Clock },
  running: { label: 'Building', tone: 'primary', icon: LoaderCircle },
  succeeded: { label: 'Done', tone: 'success', icon: Check },
  needs_attention: { label: 'Needs attention', tone: 'warning', icon: TriangleAlert },
  failed: { label: 'Failed', tone: 'destructive', icon: CircleAlert },
  cancelled: { label: 'Cancelled', tone: 'neutral', icon: Ban },
};

export function StatusBadge({ status }: { status: GenerationStatus }) {
  const { label, tone, icon: Icon } = statusLooks[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className={status === 'running' ? 'animate-spin' : undefined} />
      {label}
    </Badge>
  );
}
