import type { LocalConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { ServiceHandler } from '../service.ts';
import { mailboxPage, type StoredMail } from './mailbox-page.ts';
import type { Mailer } from './mailer.ts';

export interface Mailbox extends Mailer {
  /** GET /_mail (a page) and /_mail.json, newest first; `?to=` picks a recipient. */
  readonly handle: ServiceHandler;
}

const kept = 500;
const shown = 100;

/** Keeps mails in the database instead of sending them: a machine of one's own has no mail server. */
export function createMailbox({
  db,
  config,
  now = Date.now,
}: {
  db: Database;
  config: LocalConfig;
  now?: () => number;
}): Mailbox {
  const publicHost = new URL(config.supabaseUrl).host;
  return {
    async send(mail) {
      await db.transaction(async (tx) => {
        await tx.query(
          `insert into local_mail.messages (sent_at, recipient, subject, body_text, body_html, kind)
           values ($1::timestamptz, $2::text, $3::text, $4::text, $5::text, $6::text)`,
          [new Date(now()).toISOString(), mail.to, mail.subject, mail.text, mail.html, mail.kind],
        );
        await tx.query(
          'delete from local_mail.messages where id <= (select max(id) from local_mail.messages) - $1::int',
          [kept],
        );
      });
    },
    async handle(request) {
      const url = new URL(request.url);
      const asJson = url.pathname === '/_mail.json';
      if (!asJson && url.pathname !== '/_mail')
        return refuse(404, 'There is only /_mail and /_mail.json here.');
      if (request.method !== 'GET') return refuse(405, 'The mailbox can only be read.');
      const reason = whyForeign(request, { url, publicHost, asJson });
      if (reason) return refuse(403, reason);
      const mails = await readMails(db, url.searchParams.get('to'));
      return asJson
        ? Response.json({ mails }, { headers: commonHeaders })
        : mailboxPage(mails, commonHeaders);
    },
  };
}

const commonHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * The mailbox opens every account, so pages of other sites must not read it: not through the visitor's browser, and
 * not by a name of their own that resolves to this machine. People may follow a link to the page.
 */
function whyForeign(
  request: Request,
  { url, publicHost, asJson }: { url: URL; publicHost: string; asJson: boolean },
): string | null {
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (!loopback && url.host !== publicHost) return `Open the mailbox at http://${publicHost}/_mail.`;
  const site = request.headers.get('sec-fetch-site');
  const fromHere = site === null || site === 'same-origin' || site === 'none';
  const navigates = !asJson && request.headers.get('sec-fetch-mode') === 'navigate';
  if (!fromHere && !navigates) return 'Other sites may not read the mailbox.';
  const origin = request.headers.get('origin');
  return origin !== null && origin !== url.origin ? 'Other sites may not read the mailbox.' : null;
}

async function readMails(db: Database, to: string | null): Promise<StoredMail[]> {
  const rows = await db.query<{ mail: StoredMail }>(
    `select jsonb_build_object('id', m.id, 'sent_at', m.sent_at, 'to', m.recipient, 'subject', m.subject,
              'kind', m.kind, 'text', m.body_text, 'html', m.body_html) as mail
       from local_mail.messages m
      where $1::text is null or m.recipient = lower($1::text)
      order by m.id desc limit $2::int`,
    [to, shown],
  );
  return rows.map((row) => row.mail);
}

function refuse(status: number, reason: string): Response {
  return new Response(`${reason}\n`, {
    status,
    headers: { ...commonHeaders, 'content-type': 'text/plain; charset=utf-8' },
  });
}
