import { isIP } from 'node:net';

/**
 * The address that a person's request came from, out of `X-Forwarded-For`. Each proxy appends the one it was called
 * from, and callers may write what they like before: only the last `trustedProxies` entries are worth anything. Null
 * without a proxy: Next shows no handler the socket.
 */
export function clientAddress(forwardedFor: string | null, trustedProxies: number): string | null {
  if (trustedProxies === 0 || forwardedFor === null) return null;
  const address = forwardedFor.split(',').at(-trustedProxies)?.trim() ?? '';
  return isIP(address) === 0 ? null : address;
}
