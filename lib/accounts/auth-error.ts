import type { AuthError } from '@supabase/supabase-js';
import { AppError } from '../core/errors.ts';

/** What the auth service refused, in our codes and words. Its codes: Supabase docs, "Auth error codes". */
export function toAppError(error: AuthError): AppError {
  switch (error.code) {
    case 'invalid_credentials':
      return new AppError('invalid_credentials', 'The e-mail address or the password is wrong.');
    case 'email_not_confirmed':
      return new AppError('forbidden', 'This e-mail address is not confirmed yet.', {
        hint: 'Follow the link in the mail that we sent you.',
      });
    case 'user_banned':
      return new AppError('forbidden', 'This account is closed.');
    case 'user_already_exists':
    case 'email_exists':
      return new AppError('already_exists', 'There is an account with this e-mail address.', {
        hint: 'Sign in instead.',
      });
    case 'weak_password':
      return new AppError('invalid_input', error.message, {
        issues: [{ path: 'password', message: error.message }],
      });
    case 'signup_disabled':
      return new AppError('forbidden', 'This server does not take new accounts.');
    case 'over_request_rate_limit':
    case 'over_email_send_rate_limit':
      return new AppError('rate_limited', 'Too many tries.', { hint: 'Wait a few minutes, then try again.' });
    case 'refresh_token_not_found':
    case 'refresh_token_already_used':
    case 'session_not_found':
    case 'session_expired':
      return new AppError('session_expired', 'This session has ended.', { hint: 'Sign in again.' });
  }
  if (error.status === undefined || error.status === 0 || error.status >= 500) {
    return new AppError('unavailable', 'The sign-in service cannot be reached right now.', {
      hint: 'Try again in a moment.',
      cause: error,
    });
  }
  return new AppError('bad_request', error.message, { cause: error });
}
