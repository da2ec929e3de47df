'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { signOutAction } from '@/app/(auth)/actions';
import { reach } from '@/components/shell/reach';
import { Button } from '@/components/ui/button';
import { type ActionError, FormError } from '@/components/ui/form-error';

type Scope = 'local' | 'others' | 'global';

const choices: readonly { scope: Scope; label: string }[] = [
  { scope: 'local', label: 'Sign out here' },
  { scope: 'others', label: 'Sign out everywhere else' },
  { scope: 'global', label: 'Sign out everywhere' },
];

export function SignOutButtons() {
  const router = useRouter();
  const [chosen, setChosen] = useState<Scope | null>(null);
  const [error, setError] = useState<ActionError | null>(null);
  const [done, setDone] = useState(false);
  const [pending, startTransition] = useTransition();

  const signOut = (scope: Scope) => {
    setChosen(scope);
    setDone(false);
    startTransition(async () => {
      const answer = await reach(() => signOutAction({ scope }));
      setError(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      if (scope === 'others') setDone(true);
      else router.replace('/');
    });
  };

  return (
    <div className="mt-4 grid gap-3">
      <div className="flex flex-wrap gap-2">
        {choices.map(({ scope, label }) => (
          <Button
            key={scope}
            variant="outline"
            pending={pending && chosen === scope}
            onClick={() => signOut(scope)}
          >
            {label}
          </Button>
        ))}
      </div>
      <p role="status" className="text-muted-foreground text-sm">
        {done ? 'Your other sessions have ended.' : ''}
      </p>
      <FormError title="Failed to sign out" error={error} />
    </div>
  );
}
