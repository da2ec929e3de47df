import type { JWTPayload } from 'jose';

/** Who calls: the Postgres role to assume and the claims that `auth.jwt()` shows to policies. */
export interface Identity {
  readonly role: 'anon' | 'authenticated' | 'service_role';
  /** The verified access token's payload; for API keys `{ role }` alone. */
  readonly claims: JWTPayload & { role: string };
}

/** What the gateway knows of a call beyond the request itself. */
export interface CallContext {
  readonly identity: Identity;
  /** Of the person, as far as it is known, for rate limits: what the app forwards, else the peer's. */
  readonly ip: string;
}

/** An embedded service: the gateway strips nothing, so the request carries the full public URL. */
export type ServiceHandler = (request: Request, context: CallContext) => Promise<Response>;
