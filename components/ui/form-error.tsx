import { buttonStyle } from '@/components/ui/button';
import { ErrorCard } from '@/components/ui/error-card';
import { SignInAgain } from '@/components/ui/sign-in-again';

export interface ActionError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
  readonly request_id: string;
}

/** What the fields do not show themselves. */
export function FormError({ title, error }: { title: string; error: ActionError | null }) {
  if (error === null || (error.issues?.length ?? 0) > 0) return null;
  const isOurs = error.code === 'internal' || error.code === 'unavailable';
  const hasEnded = error.code === 'unauthenticated' || error.code === 'session_expired';
  return (
    <ErrorCard
      title={title}
      cause={error.message}
      hint={hasEnded ? undefined : error.hint}
      action={
        hasEnded ? <SignInAgain className={buttonStyle({ variant: 'outline', size: 'sm' })} /> : undefined
      }
      requestId={isOurs ? error.request_id : undefined}
    />
  );
}

export function issueOf(error: ActionError | null, path: string): string | undefined {
  return error?.issues?.find((issue) => issue.path === path)?.message;
}
