export type MailKind =
  | 'confirmation'
  | 'recovery'
  | 'magic_link'
  | 'invite'
  | 'email_change'
  | 'reauthentication';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly kind: MailKind;
}

/** Whoever delivers mail. `send` must not be called inside a database transaction. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
