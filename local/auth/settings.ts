import type { LocalConfig } from '../config.ts';

export interface GitHubProvider {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people authorize; `https://github.com` unless told. */
  readonly baseUrl?: string;
  /** REST interface; `https://api.github.com` unless told. */
  readonly apiUrl?: string;
}

/** How many calls: `perFiveMinutes` on average, `burst` at once. */
export interface RateLimit {
  readonly perFiveMinutes: number;
  readonly burst: number;
}

/** Every choice of the auth service; names follow the hosted settings. Durations in seconds. */
export interface AuthSettings {
  /** Accounts work without a confirmation mail. */
  readonly autoConfirm: boolean;
  readonly signUpDisabled: boolean;
  readonly accessTokenLifetime: number;
  readonly refreshReuseInterval: number;
  readonly otpLifetime: number;
  readonly flowStateLifetime: number;
  /** Shortest time between two mails of a kind to one address. */
  readonly mailInterval: number;
  readonly passwordMinLength: number;
  readonly requireCurrentPassword: boolean;
  /** A password change in a session older than a day asks for a mailed code. */
  readonly requireReauthentication: boolean;
  /** Both the old and the new address confirm an e-mail change. */
  readonly doubleConfirmEmailChange: boolean;
  readonly bcryptRounds: number;
  readonly limits: {
    /** Times as wide for loopback addresses: the app's own server stands for everybody whose address it does not forward. */
    readonly loopbackFactor: number;
    /** Per IP address, shared by sign-up, otp, recover, resend, verify. */
    readonly mail: RateLimit;
    /** Per IP address. */
    readonly token: RateLimit;
    /** Codes typed, per e-mail address: six digits are soon guessed otherwise. */
    readonly code: RateLimit;
    /** Wrong passwords, per e-mail address. */
    readonly password: RateLimit;
  };
  readonly github: GitHubProvider | null;
}

/**
 * The hosted defaults, except that e-mail is confirmed by itself, a password change asks for the current one, and
 * guessing is limited per account besides.
 */
export const defaultSettings: AuthSettings = {
  autoConfirm: true,
  signUpDisabled: false,
  accessTokenLifetime: 3600,
  refreshReuseInterval: 10,
  otpLifetime: 3600,
  flowStateLifetime: 300,
  mailInterval: 60,
  passwordMinLength: 8,
  requireCurrentPassword: true,
  requireReauthentication: false,
  doubleConfirmEmailChange: true,
  bcryptRounds: 10,
  limits: {
    loopbackFactor: 10,
    mail: { perFiveMinutes: 30, burst: 30 },
    token: { perFiveMinutes: 150, burst: 30 },
    code: { perFiveMinutes: 10, burst: 10 },
    password: { perFiveMinutes: 30, burst: 30 },
  },
  github: null,
};

/** Base of every route and `iss` of every token. */
export function issuerOf(config: LocalConfig): string {
  return `${config.supabaseUrl}/auth/v1`;
}
