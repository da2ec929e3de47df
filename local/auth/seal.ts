import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { LocalKeys } from '../keys.ts';

/**
 * Encrypts a provider's token for its minutes in `auth.flow_state` (AES-256-GCM; nonce, tag and text in base64).
 * `boundTo` is the row's id: moved to another row it does not open.
 */
export function seal(text: string, keys: LocalKeys, boundTo: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(keys), nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The inverse of `seal`; throws when text, key or row differ. */
export function unseal(sealed: string, keys: LocalKeys, boundTo: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(keys), bytes.subarray(0, 12))
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}

function sealingKey(keys: LocalKeys): Buffer {
  const secret = Buffer.from(keys.refreshTokenKey, 'base64');
  return Buffer.from(hkdfSync('sha256', secret, '', 'provider tokens of auth.flow_state', 32));
}
