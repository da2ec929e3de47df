import { relative } from 'node:path';
import type { StartSettings } from './settings.ts';

/** What to know after a start, as lines for the terminal. `embeddedUrl` is null when every service is hosted. */
export function describeStart(settings: StartSettings, embeddedUrl: string | null, cwd: string): string[] {
  const { siteUrl, embedded, dataDir } = settings;
  const data = relative(cwd, dataDir) || '.';
  const shownData = data.startsWith('..') ? dataDir : data;
  const rows: [string, string][] = [
    ['App', siteUrl],
    ['API docs', `${siteUrl}/api/docs`],
  ];
  if (embeddedUrl !== null && embedded.supabase) rows.push(['Mailbox', `${embeddedUrl}/_mail`]);
  if (embeddedUrl !== null) rows.push(['Data', shownData]);
  rows.push(['Logs', `${shownData}/logs`]);
  const elsewhere = [embedded.supabase ? '' : 'Supabase', embedded.executor ? '' : 'Inngest'].filter(Boolean);
  if (elsewhere.length > 0) rows.push(['Hosted', `${elsewhere.join(' and ')}, as the environment says`]);
  return [
    '',
    '  Cairn is running. Ctrl-C ends it.',
    '',
    ...rows.map(([name, text]) => `  ${name.padEnd(9)} ${text}`),
    '',
  ];
}
