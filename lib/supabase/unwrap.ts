import type { PostgrestError } from '@supabase/supabase-js';
import { AppError, isErrorCode } from '../core/errors.ts';

interface Answer<Data> {
  readonly data: Data;
  readonly error: PostgrestError | null;
  readonly status?: number;
}

/** The data of a PostgREST answer, or the AppError that its SQLSTATE stands for. */
export function unwrap<Data>(answer: Answer<Data>): NonNullable<Data> {
  if (answer.error !== null) throw toAppError(answer.error, answer.status);
  if (answer.data === null || answer.data === undefined) throw notFound();
  return answer.data;
}

/** Like `unwrap` for statements that answer with nothing. */
export function expectDone(answer: Answer<unknown>): void {
  if (answer.error !== null) throw toAppError(answer.error, answer.status);
}

/** One sentence for what does not exist and for what is not the caller's: the two must not differ. */
export function notFound(): AppError {
  return new AppError('not_found', 'There is no such thing, or it is not yours to see.');
}

/** Functions in SQL raise `PTnnn` with our error code as the message, a sentence as the detail (PostgREST: "Raise errors with HTTP status codes"). */
export function toAppError(error: PostgrestError, status?: number): Error {
  if (/^PT\d{3}$/.test(error.code) && isErrorCode(error.message)) {
    return new AppError(error.message, error.details ?? error.message, { hint: error.hint ?? undefined });
  }
  switch (error.code) {
    case 'PGRST116':
      return notFound();
    case '42501':
      return new AppError('forbidden', 'You may not do that here.');
    case '23505':
      return new AppError('already_exists', 'That exists already.');
    case '23514':
    case '22001':
      return new AppError('invalid_input', 'A value is too long or not allowed.', { cause: error });
    case 'PGRST301':
    case 'PGRST303':
      return new AppError('session_expired', 'Your session has ended.', { hint: 'Sign in again.' });
  }
  if (
    status === 0 ||
    (status !== undefined && status >= 502) ||
    /fetch failed|ECONNREFUSED/.test(error.message)
  ) {
    return new AppError('unavailable', 'The database cannot be reached right now.', {
      hint: 'Try again in a moment. Nothing was lost.',
      cause: error,
    });
  }
  return new Error(`Database answered ${error.code || status}: ${error.message}`, { cause: error });
}
