import { sectionLabels } from '../knowledge/words.ts';
import { isApp } from './app-words.ts';
import { findMarker } from './markers.ts';
import { type Item, readItem, readItems } from './phrases.ts';
import { readStatements, type Statement } from './statements.ts';
import type { Line, Token } from './tokens.ts';

type Context = { readonly subject: Item | null; readonly indent: number; readonly bullet: boolean };

/** Statements of a whole prompt: sentences, `Post: title, body`, headings, and bullets below either. */
export function readOutline(lines: readonly Line[]): Statement[] {
  const statements: Statement[] = [];
  let context: Context | null = null;
  for (const line of lines) {
    const below: Context | null = context !== null && isBelow(line, context) ? context : null;
    if (below === null) context = null;
    for (const sentence of line.sentences) {
      const title = readTitle(line, sentence);
      if (title !== null && !(below?.subject && !line.heading)) {
        if (title.subject !== null) statements.push({ kind: 'list', items: [title.subject] });
        context = { ...title, indent: line.indent, bullet: line.bullet };
      } else if (below?.subject && findMarker(sentence, 0) === null) {
        const items = readItems(sentence);
        if (items.length > 0) statements.push({ kind: 'has', subject: below.subject, items, form: 'colon' });
      } else {
        const found = readSentence(sentence);
        statements.push(...found);
        const [only] = found;
        if (endsOpen(sentence))
          context = { subject: subjectOf(only), indent: line.indent, bullet: line.bullet };
        else if (line.bullet && found.length === 1 && only?.kind === 'list' && only.items.length === 1) {
          context = { subject: only.items[0] ?? null, indent: line.indent, bullet: true };
        }
      }
    }
  }
  return statements;
}

function isBelow(line: Line, context: Context): boolean {
  if (line.heading) return false;
  return line.indent > context.indent || (line.bullet && !context.bullet);
}

/** A heading, or a line that is a noun and a colon. Labels such as `Entities:` have no subject. */
function readTitle(line: Line, sentence: readonly Token[]): { subject: Item | null } | null {
  const open = endsOpen(sentence);
  if (!line.heading && !open) return null;
  const words = sentence.filter((token) => token.kind === 'word');
  if (words.length > 4 || findMarker(sentence, 0) !== null) return line.heading ? { subject: null } : null;
  const subject = readItem(sentence.filter((token) => token.word !== ':'));
  if (subject === null || subject.words.some((word) => sectionLabels.has(word)) || isApp(subject.words)) {
    return { subject: null };
  }
  return { subject };
}

function endsOpen(sentence: readonly Token[]): boolean {
  return sentence.at(-1)?.word === ':';
}

function subjectOf(statement: Statement | undefined): Item | null {
  return statement?.kind === 'has' && statement.subject !== null && !isApp(statement.subject.words)
    ? statement.subject
    : null;
}

/** `Post: title, body` says what `a post has a title and a body` says. */
function readSentence(sentence: readonly Token[]): Statement[] {
  const colon = sentence.findIndex((token) => token.word === ':' || token.word === '-');
  const marker = findMarker(sentence, 0);
  if (colon <= 0 || colon === sentence.length - 1 || (marker !== null && marker.from < colon)) {
    return readStatements(sentence);
  }
  const head = sentence.slice(0, colon);
  const subject = head.some((token) => token.word === ',') ? null : readItem(head);
  const rest = sentence.slice(colon + 1);
  if (subject === null) return readStatements(sentence);
  if (marker !== null) return [{ kind: 'list', items: [subject] }, ...readStatements(rest)];
  const items = readItems(rest);
  if (items.length === 0) return [{ kind: 'list', items: [subject] }];
  if (subject.words.some((word) => sectionLabels.has(word))) return [{ kind: 'holds', items }];
  return [{ kind: 'has', subject, items, form: 'colon' }];
}
