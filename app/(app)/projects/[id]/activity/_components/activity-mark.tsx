import {
  Archive,
  ArchiveRestore,
  ArrowUpDown,
  Ban,
  Check,
  CircleAlert,
  FilePen,
  FolderPlus,
  type LucideIcon,
  Pencil,
  Play,
  RotateCcw,
  Trash2,
  TriangleAlert,
  UserCog,
  UserMinus,
  UserPlus,
} from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { Activity } from '@/lib/activity/schemas';

const icons: Readonly<Record<Activity['verb'], LucideIcon>> = {
  project_created: FolderPlus,
  project_renamed: Pencil,
  project_archived: Archive,
  project_restored: ArchiveRestore,
  member_joined: UserPlus,
  member_left: UserMinus,
  member_removed: UserMinus,
  role_changed: UserCog,
  generation_started: Play,
  generation_cancelled: Ban,
  generation_resumed: RotateCcw,
  generation_finished: Check,
  generation_deleted: Trash2,
  priority_changed: ArrowUpDown,
  version_made: FilePen,
};

/** The words beside it say the same. */
export function ActivityMark({ line }: { line: Activity }) {
  const [Icon, tone] = look(line);
  return (
    <span
      aria-hidden="true"
      className={cn(
        'flex size-7 shrink-0 items-center justify-center rounded-full border border-border bg-card',
        tone,
      )}
    >
      <Icon className="size-3.5" />
    </span>
  );
}

function look(line: Activity): [LucideIcon, string] {
  if (line.verb !== 'generation_finished') return [icons[line.verb], 'text-muted-foreground'];
  if (line.subject.status === 'failed') return [CircleAlert, 'text-destructive'];
  if (line.subject.status === 'needs_attention') return [TriangleAlert, 'text-warning'];
  return [icons.generation_finished, 'text-success'];
}
