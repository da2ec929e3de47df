/** A Python literal of a text, in double quotes; the formatter settles the quotes. */
export function quote(text: string): string {
  return JSON.stringify(text.toWellFormed());
}

/** Text for the inside of a docstring or comment: one line, nothing that could end it. */
export function plain(text: string): string {
  return text.toWellFormed().replace(/\s+/g, ' ').replaceAll('\\', '/').replaceAll('"', "'").trim();
}

/** A sentence, and below it the longer text if there is one, wrapped to the line length. */
export function docstring(sentence: string, more: string, indent = 4): string {
  const pad = ' '.repeat(indent);
  const text = plain(more);
  if (text === '') return `"""${sentence}"""`;
  return `"""${sentence}\n\n${wrap(text, 96 - indent)
    .map((line) => pad + line)
    .join('\n')}\n${pad}"""`;
}

export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Indents every line but empty ones. */
export function indented(lines: readonly string[], spaces = 4): string {
  const pad = ' '.repeat(spaces);
  return lines
    .join('\n')
    .split('\n')
    .map((line) => (line === '' ? '' : pad + line))
    .join('\n');
}

/** A tuple that stays one with a single item. */
export function tuple(items: readonly string[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}
