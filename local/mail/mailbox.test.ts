import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';

const config: LocalConfig = {
  dataDir: '/nonexistent',
  supabaseUrl: 'http://127.0.0.1:54321',
  siteUrl: 'http://127.0.0.1:3000',
  redirectUrls: [],
};
let db: Database;
let mailbox: Mailbox;

beforeAll(async () => {
  db = await openTestDatabase({ migrations: null });
  mailbox = createMailbox({ db, config });
});
afterAll(() => db.close());
beforeEach(() => db.exec('delete from local_mail.messages'));

function ask(path: string, headers: Record<string, string> = {}, origin = config.supabaseUrl) {
  return mailbox.handle(new Request(`${origin}${path}`, { headers }), {
    identity: { role: 'anon', claims: { role: 'anon' } },
    ip: '127.0.0.1',
  });
}

function send(to: string, subject: string, text = 'Hello') {
  return mailbox.send({ to, subject, text, html: `<p>${text}</p>`, kind: 'recovery' });
}

test('sent mail is listed, newest first, and by recipient', async () => {
  await send('a@example.com', 'first');
  await send('b@example.com', 'second');
  const all = await (await ask('/_mail.json')).json();
  expect(all.mails.map((mail: { subject: string }) => mail.subject)).toEqual(['second', 'first']);
  const some = await (await ask('/_mail.json?to=A@example.com')).json();
  expect(some.mails).toMatchObject([
    { to: 'a@example.com', subject: 'first', kind: 'recovery', text: 'Hello' },
  ]);
});

test('the page shows links, and markup in a mail stays text', async () => {
  await send(
    'x@example.com',
    '<script>alert(1)</script>',
    'See http://127.0.0.1:3000/auth/confirm?a=1&b=%22 or <img src=x onerror=alert(1)> "javascript:alert(1)"',
  );
  const response = await ask('/_mail');
  const html = await response.text();
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<img');
  expect(html).toContain('<a href="http://127.0.0.1:3000/auth/confirm?a=1&amp;b=%22"');
  expect(html.match(/<a /g)).toHaveLength(1);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('pages of other sites can neither read nor frame the mailbox', async () => {
  for (const path of ['/_mail', '/_mail.json']) {
    for (const site of ['cross-site', 'same-site']) {
      const response = await ask(path, { 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' });
      expect(response.status).toBe(403);
      expect(response.headers.has('access-control-allow-origin')).toBe(false);
    }
    expect((await ask(path, { origin: 'http://127.0.0.1:3000' })).status).toBe(403);
    expect((await ask(path, {}, 'http://rebound.example.net')).status).toBe(403);
  }
  expect((await ask('/_mail')).headers.get('x-frame-options')).toBe('DENY');
});

test('people reach the page by a link, the address bar or a script of their own', async () => {
  const linked = await ask('/_mail', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' });
  expect(linked.status).toBe(200);
  expect((await ask('/_mail', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).status).toBe(200);
  expect((await ask('/_mail.json')).status).toBe(200);
  expect((await ask('/_mail.json', {}, 'http://localhost:54321')).status).toBe(200);
});

test('the mailbox can only be read', async () => {
  const request = new Request(`${config.supabaseUrl}/_mail`, { method: 'DELETE' });
  const response = await mailbox.handle(request, {
    identity: { role: 'service_role', claims: { role: 'service_role' } },
    ip: '127.0.0.1',
  });
  expect(response.status).toBe(405);
});

test('old mail makes room', async () => {
  await db.exec(`
    insert into local_mail.messages (sent_at, recipient, subject, body_text, body_html, kind)
    select now(), 'old@example.com', 'old', '', '', 'recovery' from generate_series(1, 600)`);
  await send('new@example.com', 'new');
  const [row] = await db.query<{ count: number }>('select count(*)::int as count from local_mail.messages');
  expect(row?.count).toBe(500);
});
