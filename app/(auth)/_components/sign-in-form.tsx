'use client';

import { useActionState } from 'react';
import { reach } from '@/components/shell/reach';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { type ActionError, FormError, issueOf } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { signInAction } from '../actions';

interface State {
  readonly email: string;
  readonly error: ActionError | null;
}

export function SignInForm({ next }: { next: string }) {
  const [state, submit, pending] = useActionState(signInWith, { email: '', error: null });
  const { error } = state;

  async function signInWith(_: State, form: FormData): Promise<State> {
    const email = String(form.get('email') ?? '');
    const answer = await reach(() =>
      signInAction({ email, password: String(form.get('password') ?? ''), next }),
    );
    return { email, error: answer.ok ? null : answer.error };
  }

  return (
    <form action={submit} className="grid gap-4" noValidate>
      <FormError title="Failed to sign in" error={error} />
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
      <Field label="Password" error={issueOf(error, 'password')}>
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" size="lg" pending={pending}>
        Sign in
      </Button>
    </form>
  );
}
