'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { signOutAction } from '@/app/(auth)/actions';
import { reach } from '@/components/shell/reach';
import { Button } from '@/components/ui/button';
import { type ActionError, FormError } from '@/components/ui/form-error';
import { notify } from '@/components/ui/toast';

const scopes = {
  local: { label: 'Sign out here', text: 'Ends the session of this browser.' },
  others: { label: 'Sign out elsewhere', text: 'Ends every other session and keeps this one.' },
  global: { label: 'Sign out everywhere', text: 'Ends every session, this one too.' },
} as const;

type Scope = keyof typeof scopes;

export function Sessions() {
  const router = useRouter();
  const [error, setError] = useState<ActionError | null>(null);
  const [ending, setEnding] = useState<Scope | null>(null);
  const [pending, startTransition] = useTransition();

  const end = (scope: Scope) => {
    setEnding(scope);
    startTransition(async () => {
      const answer = await reach(() => signOutAction({ scope }));
      setError(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      if (scope === 'others') await notify('The other sessions have ended.');
      else router.replace('/sign-in');
    });
  };
  return (
    <section className="mt-10">
      <h2 className="font-semibold text-lg">Sessions</h2>
      <div className="mt-3 empty:hidden">
        <FormError title="Failed to sign out" error={error} />
      </div>
      <ul className="mt-3 divide-y divide-border border-border border-y">
        {(Object.keys(scopes) as Scope[]).map((scope) => (
          <li key={scope} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <p className="text-muted-foreground text-sm">{scopes[scope].text}</p>
            <Button variant="outline" pending={pending && ending === scope} onClick={() => end(scope)}>
              {scopes[scope].label}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
