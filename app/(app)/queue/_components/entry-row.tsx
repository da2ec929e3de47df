import { X } from 'lucide-react';
import Link from 'next/link';
import { Elapsed } from '@/components/generations/elapsed';
import { ExpectedStart } from '@/components/queue/expected-start';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { NativeSelect } from '@/components/ui/native-select';
import { Progress } from '@/components/ui/progress';
import type { QueueEntry } from '@/lib/queue/schemas';
import type { EntryControl } from './use-entry-control';

export interface EntryRowProps {
  readonly entry: QueueEntry;
  readonly stackTitle: string;
  readonly administrator: boolean;
  readonly control: EntryControl;
}

/** Its place, what it is, when it should start, and what may be done about it. */
export function EntryRow({ entry, stackTitle, administrator, control }: EntryRowProps) {
  const { generation_id: id, position, project_name, number, started_by, mine, member } = entry;
  const label = `${project_name} #${number}`;
  const name = <span className="break-words font-medium">{project_name}</span>;
  return (
    <li className="grid grid-cols-[3rem_minmax(0,1fr)] items-center gap-x-3 gap-y-2 py-3 sm:grid-cols-[3rem_minmax(0,1fr)_auto]">
      {position === null ? (
        <span className="size-2.5 animate-[pulse-quiet_1.6s_ease-in-out_infinite] justify-self-center rounded-full bg-primary">
          <span className="sr-only">Running</span>
        </span>
      ) : (
        <span className="tabular text-center font-semibold text-lg text-muted-foreground">
          <span className="sr-only">Position </span>
          {position}
        </span>
      )}
      <div className="min-w-0">
        <p className="text-sm">
          {member ? (
            <Link
              href={`/projects/${entry.project_id}?generation=${id}`}
              className="underline-offset-4 hover:underline"
            >
              {name}
            </Link>
          ) : (
            name
          )}{' '}
          <span className="tabular text-muted-foreground">#{number}</span>
        </p>
        <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs">
          <span>{stackTitle}</span>
          {mine ? null : <span className="break-words">by {started_by ?? 'somebody who left'}</span>}
          {position === null ? (
            <span>
              running for <Elapsed from={entry.running_since} to={null} />
            </span>
          ) : (
            <ExpectedStart at={entry.expected_start} />
          )}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2 max-sm:col-start-2 sm:justify-end">
        {position === null ? (
          <Progress
            value={entry.phases_committed}
            max={entry.phases_total}
            label={`${label}: phases committed`}
            className="w-28"
          />
        ) : (
          <Priority entry={entry} label={label} administrator={administrator} control={control} />
        )}
        {entry.may_change ? (
          <Button
            variant="ghost"
            size="sm"
            pending={control.busy === id}
            onClick={() => control.cancel(id)}
            aria-label={`Cancel ${label}`}
          >
            <X aria-hidden /> Cancel
          </Button>
        ) : null}
      </div>
    </li>
  );
}

const titles = { low: 'Low', normal: 'Normal', high: 'High' } as const;

function Priority({
  entry,
  label,
  administrator,
  control,
}: Omit<EntryRowProps, 'stackTitle'> & { label: string }) {
  const { priority } = entry;
  if (!entry.may_change) return <Badge>{titles[priority]}</Badge>;
  // High overtakes everyone, so once it waits only administrators choose it.
  const choices = (['low', 'normal', 'high'] as const).filter(
    (each) => each !== 'high' || administrator || priority === 'high',
  );
  return (
    <NativeSelect
      aria-label={`Priority of ${label}`}
      value={priority}
      disabled={control.busy === entry.generation_id}
      onChange={(event) => {
        const chosen = choices.find((each) => each === event.target.value);
        if (chosen !== undefined) control.setPriority(entry.generation_id, chosen);
      }}
      className="w-28"
    >
      {choices.map((each) => (
        <option key={each} value={each}>
          {titles[each]}
        </option>
      ))}
    </NativeSelect>
  );
}
