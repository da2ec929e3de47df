'use client';

import { useActionState } from 'react';
import { reach } from '@/components/shell/reach';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { type ActionError, FormError, issueOf } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { signUpAction } from '../actions';

interface State {
  readonly email: string;
  readonly name: string;
  readonly confirm: string | null;
  readonly error: ActionError | null;
}

const blank: State = { email: '', name: '', confirm: null, error: null };

export function SignUpForm({ next }: { next: string }) {
  const [state, submit, pending] = useActionState(signUpWith, blank);
  const { error } = state;

  async function signUpWith(_: State, form: FormData): Promise<State> {
    const name = String(form.get('display_name') ?? '');
    const email = String(form.get('email') ?? '');
    const password = String(form.get('password') ?? '');
    const answer = await reach(() => signUpAction({ display_name: name, email, password, next }));
    return answer.ok
      ? { ...blank, confirm: answer.data.confirm }
      : { ...blank, email, name, error: answer.error };
  }

  if (state.confirm !== null) {
    return (
      <p role="status" className="rounded-lg border border-border bg-card p-4 text-sm leading-6">
        A mail is on its way to <strong className="break-all">{state.confirm}</strong>. Follow the link in it
        to confirm your address.
      </p>
    );
  }
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <FormError title="Failed to create the account" error={error} />
      <Field label="Name" error={issueOf(error, 'display_name')}>
        {(control) => (
          <Input {...control} name="display_name" autoComplete="name" defaultValue={state.name} required />
        )}
      </Field>
      <Field label="E-mail" error={issueOf(error, 'email')}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={state.email}
            required
          />
        )}
      </Field>
      <Field label="Password" hint="8 characters or more." error={issueOf(error, 'password')}>
        {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" required />}
      </Field>
      <Button type="submit" size="lg" pending={pending}>
        Create the account
      </Button>
    </form>
  );
}
