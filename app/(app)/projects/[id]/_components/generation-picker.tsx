'use client';

import { useRouter } from 'next/navigation';
import { statusLooks } from '@/components/generations/status-badge';
import { NativeSelect } from '@/components/ui/native-select';
import type { GenerationStatus } from '@/lib/generations/schemas';

export interface GenerationPickerProps {
  readonly projectId: string;
  readonly shownId: string;
  readonly choices: readonly {
    readonly id: string;
    readonly number: number;
    readonly stack: string;
    readonly status: GenerationStatus;
    readonly created_at: string;
  }[];
}

/** Earlier generations stay as they were; the newest is first. */
export function GenerationPicker({ projectId, shownId, choices }: GenerationPickerProps) {
  const router = useRouter();
  return (
    <NativeSelect
      aria-label="Generation"
      value={shownId}
      onChange={(event) => router.push(`/projects/${projectId}?generation=${event.target.value}`)}
      className="max-sm:mr-1 max-sm:min-w-0 max-sm:flex-1 sm:w-auto sm:max-w-60"
    >
      {choices.map(({ id, number, stack, status }) => (
        <option key={id} value={id}>
          {`#${number} · ${statusLooks[status].label} · ${stack}`}
        </option>
      ))}
    </NativeSelect>
  );
}
