const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether a `Host` header names this machine by a name that only this machine has. Refusing others keeps a web page
 * whose own name was pointed at 127.0.0.1 (DNS rebinding) from talking to the services as same-origin.
 */
export function isAllowedHost(header: string | undefined, publicUrl: string): boolean {
  const name = hostName(header);
  return name !== null && (loopbackNames.has(name) || name === new URL(publicUrl).hostname);
}

/** Throws unless `host` is a loopback address: the services trust whoever can connect to read the mailbox. */
export function requireLoopback(host: string): void {
  if (host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)) return;
  throw new Error(`The embedded services bind to loopback addresses only, not to ${host}.`);
}

function hostName(header: string | undefined): string | null {
  if (header === undefined || !/^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(header)) return null;
  return header.replace(/:\d+$/, '').toLowerCase();
}
