import type { LocalConfig } from '../config.ts';
import type { Mail, MailKind } from '../mail/mailer.ts';
import type { IssuedToken } from './one-time-tokens.ts';

/** `type` of `verifyOtp({ type, token_hash })`. */
export type LinkType = 'signup' | 'invite' | 'recovery' | 'magiclink' | 'email_change';

const wording: Record<MailKind, { subject: string; lead: string; action: string }> = {
  confirmation: {
    subject: 'Confirm your e-mail address',
    lead: 'Follow this link to confirm your account.',
    action: 'Confirm e-mail address',
  },
  recovery: {
    subject: 'Reset your password',
    lead: 'Follow this link to choose a new password.',
    action: 'Reset password',
  },
  magic_link: { subject: 'Your sign-in link', lead: 'Follow this link to sign in.', action: 'Sign in' },
  invite: {
    subject: 'You have been invited',
    lead: 'You have been invited to create an account. Follow this link to accept.',
    action: 'Accept the invitation',
  },
  email_change: {
    subject: 'Confirm your new e-mail address',
    lead: 'Follow this link to confirm the change of the e-mail address of your account.',
    action: 'Confirm the change',
  },
  reauthentication: {
    subject: 'Confirm that it is you',
    lead: 'Enter this code to confirm a change to your account.',
    action: '',
  },
};

/**
 * A mail whose link leads to the app's own `/auth/confirm`, which calls `verifyOtp` on the server. Unlike the auth
 * service's `/verify`, such a link works in another browser and for as long as the code does.
 * `redirectTo` has passed `resolveRedirect`.
 */
export function composeMail(
  config: LocalConfig,
  input: { kind: MailKind; type: LinkType; to: string; token: IssuedToken; redirectTo: string },
): Mail {
  const { subject, lead, action } = wording[input.kind];
  const link = confirmLink(config, input);
  const code = input.token.otp;
  return {
    to: input.to,
    kind: input.kind,
    subject,
    text: `${lead}\n\n${link}\n\nOr enter this code: ${code}\n\nIf you did not ask for this, ignore this mail.\n`,
    html: `<p>${lead}</p><p><a href="${escapeHtml(link)}">${action}</a></p><p>Or enter this code: <strong>${code}</strong></p><p>If you did not ask for this, ignore this mail.</p>`,
  };
}

/** Carries a code alone: there is nothing to follow. */
export function composeReauthenticationMail(to: string, otp: string): Mail {
  const { subject, lead } = wording.reauthentication;
  return {
    to,
    kind: 'reauthentication',
    subject,
    text: `${lead}\n\n${otp}\n\nIf you did not ask for this, change your password.\n`,
    html: `<p>${lead}</p><p><strong>${otp}</strong></p><p>If you did not ask for this, change your password.</p>`,
  };
}

function confirmLink(
  config: LocalConfig,
  { type, token, redirectTo }: { type: LinkType; token: IssuedToken; redirectTo: string },
): string {
  const target = new URL(redirectTo);
  // A custom scheme has no origin to serve the page from; the site then does.
  const base = target.origin === 'null' ? config.siteUrl : target.origin;
  const link = new URL('/auth/confirm', base);
  link.searchParams.set('token_hash', token.tokenHash);
  link.searchParams.set('type', type);
  if (target.origin !== 'null') link.searchParams.set('next', `${target.pathname}${target.search}`);
  return link.href;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
