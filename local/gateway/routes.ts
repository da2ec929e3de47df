import type { ServiceHandler } from '../service.ts';

/** The handlers behind the gateway; a service that runs elsewhere is absent. */
export interface GatewayServices {
  readonly rest?: ServiceHandler;
  readonly auth?: ServiceHandler;
  readonly realtime?: ServiceHandler;
  readonly mailbox?: ServiceHandler;
  readonly executor?: ServiceHandler;
}

export interface Route {
  readonly service: keyof GatewayServices;
  /**
   * `key`: API key, and a good token if any. `lenient`: API key; the service judges tokens. `open`: neither, the
   * service decides alone.
   */
  readonly admission: 'key' | 'lenient' | 'open';
  /** Whether pages of other origins, such as the app, may read the answers. */
  readonly cors: boolean;
  readonly bodyBytes: number;
}

const mebibyte = 1024 * 1024;
const auth = { service: 'auth', cors: true, bodyBytes: mebibyte } as const;
const mailbox = { service: 'mailbox', admission: 'open', cors: false, bodyBytes: mebibyte } as const;
// Step results of up to 4 MB and events of up to 3 MB are the engine's own limits; a run's state is larger.
const executor = { service: 'executor', admission: 'open', cors: false, bodyBytes: 36 * mebibyte } as const;

/** The first prefix that fits wins. A browser or a mail program opens the open routes without an API key. */
const table: readonly (readonly [prefix: string, route: Route])[] = [
  ['/rest/v1', { service: 'rest', admission: 'key', cors: true, bodyBytes: 16 * mebibyte }],
  ['/auth/v1/verify', { ...auth, admission: 'open' }],
  ['/auth/v1/callback', { ...auth, admission: 'open' }],
  ['/auth/v1/authorize', { ...auth, admission: 'open' }],
  ['/auth/v1/.well-known', { ...auth, admission: 'open' }],
  ['/auth/v1', { ...auth, admission: 'lenient' }],
  ['/realtime/v1', { service: 'realtime', admission: 'key', cors: true, bodyBytes: 2 * mebibyte }],
  ['/_mail', mailbox],
  ['/_mail.json', mailbox],
  // At the root, since the SDK resolves its paths against the origin of INNGEST_BASE_URL.
  ['/e', executor],
  ['/fn', executor],
  ['/v0', executor],
  ['/v1', executor],
];

export function findRoute(pathname: string): Route | null {
  const found = table.find(([prefix]) => pathname === prefix || pathname.startsWith(`${prefix}/`));
  return found?.[1] ?? null;
}
