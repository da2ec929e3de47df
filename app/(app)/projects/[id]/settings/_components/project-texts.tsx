'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState, useTransition } from 'react';
import { reach } from '@/components/shell/reach';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { type ActionError, FormError, issueOf } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { notify } from '@/components/ui/toast';
import { changeProjectAction } from '../../../actions';

export function ProjectTexts({ id, name, description }: { id: string; name: string; description: string }) {
  const router = useRouter();
  const [texts, setTexts] = useState({ name, description });
  const [error, setError] = useState<ActionError | null>(null);
  const [pending, startTransition] = useTransition();

  const save = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const answer = await reach(() => changeProjectAction({ project_id: id, change: texts }));
      setError(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      router.refresh();
      await notify('Saved.');
    });
  };
  return (
    <form onSubmit={save} className="grid gap-4" noValidate>
      <FormError title="Failed to save the project" error={error} />
      <Field label="Name" error={issueOf(error, 'change.name')}>
        {(control) => (
          <Input
            {...control}
            value={texts.name}
            maxLength={80}
            onChange={(event) => setTexts({ ...texts, name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Description" error={issueOf(error, 'change.description')}>
        {(control) => (
          <Textarea
            {...control}
            value={texts.description}
            rows={3}
            maxLength={2_000}
            onChange={(event) => setTexts({ ...texts, description: event.target.value })}
          />
        )}
      </Field>
      <Button type="submit" pending={pending} className="justify-self-start">
        Save
      </Button>
    </form>
  );
}
