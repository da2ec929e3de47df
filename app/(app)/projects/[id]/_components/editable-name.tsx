'use client';

import { Pencil } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useOptimistic, useRef, useState, useTransition } from 'react';
import { reach } from '@/components/shell/reach';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { changeProjectAction } from '../../actions';

export interface EditableNameProps {
  readonly projectId: string;
  readonly name: string;
  readonly canEdit: boolean;
}

/** Enter or leaving the field keeps the new name, Escape the old one. Shown at once, and back if it could not be saved. */
export function EditableName({ projectId, name, canEdit }: EditableNameProps) {
  const router = useRouter();
  const [shown, showOptimistically] = useOptimistic(name);
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState('');
  const [, startTransition] = useTransition();
  const button = useRef<HTMLButtonElement>(null);
  /** Removing a field with the focus blurs it, and that must not save what Escape gave up. */
  const isClosing = useRef(false);

  const close = () => {
    isClosing.current = true;
    setDraft(null);
    requestAnimationFrame(() => button.current?.focus());
  };
  const save = (text: string) => {
    const wanted = text.trim();
    close();
    if (wanted === '' || wanted === name) return;
    setError('');
    startTransition(async () => {
      showOptimistically(wanted);
      const answer = await reach(() =>
        changeProjectAction({ project_id: projectId, change: { name: wanted } }),
      );
      if (!answer.ok) {
        setError(
          `Failed to rename the project: ${answer.error.issues?.[0]?.message ?? answer.error.message}`,
        );
        return;
      }
      router.refresh();
      await notify('Renamed.');
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') save(event.currentTarget.value);
    if (event.key === 'Escape') close();
  };

  return (
    <div className={cn('min-w-0', draft !== null && 'flex-1')}>
      {draft === null ? (
        <h1 className="flex min-w-0 items-center gap-1 font-semibold text-xl sm:text-2xl">
          <span className="line-clamp-2 min-w-0 break-words">{shown}</span>
          {canEdit ? (
            <button
              ref={button}
              type="button"
              aria-label="Rename the project"
              onClick={() => {
                isClosing.current = false;
                setDraft(shown);
              }}
              className="flex size-8 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground max-sm:size-10"
            >
              <Pencil aria-hidden className="size-4" />
            </button>
          ) : null}
        </h1>
      ) : (
        <Input
          autoFocus
          aria-label="Project name"
          value={draft}
          maxLength={80}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={(event) => isClosing.current || save(event.target.value)}
          className="max-w-lg font-semibold text-lg sm:text-lg"
        />
      )}
      {error === '' ? null : (
        <p role="alert" className="mt-1 text-destructive text-sm">
          {error}
        </p>
      )}
    </div>
  );
}
