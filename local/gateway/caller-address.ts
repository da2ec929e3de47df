import { isIP } from 'node:net';
import type { ApiKeys } from './identify.ts';

/**
 * Whose call this is, for rate limits. Servers call on behalf of people and say for whom in `Sb-Forwarded-For`, which
 * counts with the secret key alone, its first address if it is one, as in hosted projects with "IP address forwarding".
 */
export function callerAddress(request: Request, peer: string, keys: ApiKeys): string {
  if (request.headers.get('apikey') !== keys.secretKey) return peer;
  const forwarded = request.headers.get('sb-forwarded-for')?.split(',')[0]?.trim() ?? '';
  return isIP(forwarded) === 0 ? peer : forwarded;
}
