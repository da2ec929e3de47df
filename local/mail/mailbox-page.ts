import { createHash } from 'node:crypto';

export interface StoredMail {
  readonly id: number;
  /** ISO 8601. */
  readonly sent_at: string;
  readonly to: string;
  readonly subject: string;
  readonly kind: string;
  readonly text: string;
  readonly html: string;
}

/** A page without scripts. Mails appear as text: what somebody typed into a form cannot become markup. */
export function mailboxPage(mails: readonly StoredMail[], headers: Record<string, string>): Response {
  const body =
    mails.length === 0
      ? '<p class="empty">No mail yet. What the app would send shows up here; reload to look again.</p>'
      : mails.map(article).join('');
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailbox</title>
<style>${style}</style>
</head>
<body>
<header><h1>Mailbox</h1><p>Nothing leaves this machine: mail of the embedded services is kept here.</p></header>
<main>${body}</main>
</body>
</html>
`;
  return new Response(html, {
    headers: {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  });
}

function article(mail: StoredMail): string {
  const at = new Date(mail.sent_at);
  const id = `mail-${mail.id}`;
  return `<article aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(mail.subject)}</h2>
<p class="meta">To <strong>${escapeHtml(mail.to)}</strong> · <time datetime="${at.toISOString()}">${at.toISOString().slice(0, 19).replace('T', ' ')} UTC</time></p>
<div class="text">${linkify(mail.text)}</div>
</article>`;
}

function linkify(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => {
      const safe = escapeHtml(part);
      return index % 2 === 1 ? `<a href="${safe}" rel="noreferrer">${safe}</a>` : safe;
    })
    .join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const style = `
:root { color-scheme: light dark; --line: #d8d5cf; --soft: #6b675f; --paper: #fbfaf8; --ink: #22201c; --link: #1c5b9a; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3a3733; --soft: #a29d94; --paper: #1a1917; --ink: #ece9e4; --link: #8cbcf0; }
}
body { margin: 0 auto; max-width: 44rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.5rem; }
header p, .meta, .empty { color: var(--soft); }
header { margin-bottom: 2rem; }
header p, .meta { margin: .25rem 0 0; }
article { padding: 1.25rem 0; border-top: 1px solid var(--line); }
h2 { margin: 0; font-size: 1.1rem; }
.text { margin-top: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: var(--link); }
`;

const styleHash = createHash('sha256').update(style).digest('base64');
