/** What ends a statement only outside of: quotes, dollar quotes, comments, and `begin atomic … end` bodies. */
const TOKEN =
  /--[^\n]*|\/\*|'|\b[eE]'|"|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|;|\bbegin\s+atomic\b|\bcase\b|\bend\b/gi;

/** The statements of `sql` in order, without their semicolons and the blanks around; comments stay where they stand. */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let depth = 0;
  let content = false;
  const token = new RegExp(TOKEN);
  const finish = (end: number) => {
    const text = sql.slice(start, end).trim();
    if (text !== '' && (content || hasContent(text))) statements.push(text);
    start = end + 1;
    content = false;
    depth = 0;
  };
  for (let match = token.exec(sql); match; match = token.exec(sql)) {
    const text = match[0];
    const from = match.index;
    if (text === ';') {
      if (depth === 0) finish(from);
    } else if (text === '/*') token.lastIndex = endOfComment(sql, from);
    else if (text.endsWith("'")) token.lastIndex = endOfQuoted(sql, token.lastIndex, "'", text.length > 1);
    else if (text === '"') token.lastIndex = endOfQuoted(sql, token.lastIndex, '"', false);
    else if (text.startsWith('$')) token.lastIndex = endOfDollarQuoted(sql, from, text);
    else if (/^begin/i.test(text)) depth += 1;
    else if (/^case$/i.test(text) && depth > 0) depth += 1;
    else if (/^end$/i.test(text) && depth > 0) depth -= 1;
    if (!text.startsWith('-') && text !== '/*') content ||= text !== ';';
  }
  finish(sql.length);
  return statements;
}

/** True when something other than comments and blanks stands in `text`, which holds no quotes. */
function hasContent(text: string): boolean {
  return (
    text
      .replace(/--[^\n]*/g, '')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .trim() !== ''
  );
}

/** Comments nest in Postgres. */
function endOfComment(sql: string, from: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  let depth = 0;
  for (let match = mark.exec(sql); match; match = mark.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return sql.length;
}

/** A doubled quote is a quote inside; a backslash escapes in `E'…'` only. */
function endOfQuoted(sql: string, from: number, quote: string, backslash: boolean): number {
  for (let at = from; at < sql.length; at += 1) {
    if (backslash && sql[at] === '\\') at += 1;
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return sql.length;
}

/** `a$b$` is a name, not the start of a quote. */
function endOfDollarQuoted(sql: string, from: number, tag: string): number {
  if (/[\w\u0080-\uffff$]/.test(sql[from - 1] ?? '')) return from + tag.length;
  const end = sql.indexOf(tag, from + tag.length);
  return end < 0 ? sql.length : end + tag.length;
}
