'use client';

import { useState, useTransition } from 'react';
import { reach } from '@/components/shell/reach';
import { AlertDialog, AlertDialogContent, AlertDialogTrigger } from '@/components/ui/alert-dialog';
import { Button, buttonStyle } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { type ActionError, FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { deleteProjectAction } from '../../../actions';

export function DeleteProject({ id, name }: { id: string; name: string }) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<ActionError | null>(null);
  const [pending, startTransition] = useTransition();
  const isSure = normal(typed) === normal(name);
  const remove = () =>
    startTransition(async () => {
      const answer = await reach(() => deleteProjectAction({ project_id: id }));
      if (!answer.ok) setError(answer.error);
    });
  return (
    <section className="border-border border-t pt-6">
      <h2 className="font-semibold text-base">Delete</h2>
      <p className="mt-1 mb-4 text-muted-foreground text-sm leading-6">
        Deletes the project with its generations, files and logs. This cannot be undone.
      </p>
      <AlertDialog onOpenChange={() => setTyped('')}>
        <AlertDialogTrigger className={buttonStyle({ variant: 'destructive' })}>
          Delete the project
        </AlertDialogTrigger>
        <AlertDialogContent
          title="Delete this project?"
          description="Its generations, files and logs are deleted with it, for everybody. This cannot be undone."
          cancelLabel="Keep it"
          action={
            <Button variant="destructive" disabled={!isSure} pending={pending} onClick={remove}>
              Delete for good
            </Button>
          }
        >
          <Field
            label={
              <>
                Type <strong className="break-all">{name}</strong> to confirm
              </>
            }
          >
            {(control) => (
              <Input
                {...control}
                value={typed}
                autoComplete="off"
                onChange={(event) => setTyped(event.target.value)}
                onKeyDown={(event) => event.key === 'Enter' && isSure && !pending && remove()}
              />
            )}
          </Field>
          <div className="mt-3 empty:hidden">
            <FormError title="Failed to delete the project" error={error} />
          </div>
        </AlertDialogContent>
      </AlertDialog>
    </section>
  );
}

/** Spaces that look like one are one: what is asked for is the will, not the typing. */
function normal(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim();
}
