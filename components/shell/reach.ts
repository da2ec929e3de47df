import { unstable_rethrow } from 'next/navigation';
import type { ActionError } from '@/components/ui/form-error';

export type Reached<Data> = { ok: true; data: Data } | { ok: false; error: ActionError };

/** Calls a server action; when the server cannot be reached that is an answer too, not an exception. Redirects pass through. */
export async function reach<Data>(call: () => Promise<Reached<Data>>): Promise<Reached<Data>> {
  try {
    return await call();
  } catch (error) {
    unstable_rethrow(error);
    return {
      ok: false,
      error: {
        code: 'unreachable',
        message: 'Cairn could not be reached.',
        hint: 'Check the connection, then try again. Nothing that was saved is lost.',
        request_id: '',
      },
    };
  }
}
