/** Where the notation cannot be read; line and column are 1-based, columns in UTF-16 units as editors count them. */
export interface NotationProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export class NotationSyntaxError extends Error {
  override readonly name = 'NotationSyntaxError';
  readonly problem: NotationProblem;

  constructor(problem: NotationProblem) {
    super(`Line ${problem.line}, column ${problem.column}: ${problem.message}`);
    this.problem = problem;
  }
}

export type Cursor = ReturnType<typeof createCursor>;

/** Reads a text left to right, once; blanks and `# comments` are skipped before whatever is asked for. */
export function createCursor(text: string) {
  let at = 0;
  const rest = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? '';
  };
  const skipBlank = () => {
    at += rest(/(?:\s+|#[^\n]*)*/y).length;
  };
  const problemAt = (mark: number, message: string) =>
    new NotationSyntaxError({ ...positionOf(text, mark), message });
  const unexpected = (wanted: string) => {
    skipBlank();
    const found = at >= text.length ? 'the end of the text' : `“${rest(/[\p{L}\p{N}_]+|./uy)}”`;
    return problemAt(at, `Expected ${wanted}, found ${found}.`);
  };
  const take = (symbol: string) => {
    skipBlank();
    if (!text.startsWith(symbol, at)) return false;
    at += symbol.length;
    return true;
  };
  const takeWord = (word: string) => {
    skipBlank();
    if (rest(wordPattern) !== word) return false;
    at += word.length;
    return true;
  };
  const atQuote = () => {
    skipBlank();
    return text[at] === '"';
  };
  const readString = () => {
    const literal = rest(/"(?:[^"\\\n]|\\[^\n])*"/y);
    if (literal === '') throw problemAt(at, 'This text has no closing quotation mark on its line.');
    at += literal.length;
    try {
      return JSON.parse(literal) as string;
    } catch {
      throw problemAt(at - literal.length, 'A backslash here must start one of \\" \\\\ \\n \\t \\uXXXX.');
    }
  };

  return {
    skipBlank,
    problemAt,
    take,
    takeWord,
    atQuote,
    readString,
    atEnd: () => at >= text.length,
    mark: () => {
      skipBlank();
      return at;
    },
    expect(symbol: string, context: string) {
      if (!take(symbol)) throw unexpected(`“${symbol}” ${context}`);
    },
    /** A word that opens a statement; `app (…)` and `link "…"(…)` are entities of these names. */
    takeStatementWord(word: string) {
      skipBlank();
      if (rest(wordPattern) !== word) return false;
      const after = text.slice(at + word.length, at + word.length + 1);
      if (after !== ' ' && after !== '\t') return false;
      if (rest(/\p{L}+[ \t]*\(/uy) !== '') return false;
      at += word.length;
      return true;
    },
    readRestOfLine() {
      const line = rest(/[^\n]*/y);
      at += line.length;
      return line;
    },
    readWord(wanted: string) {
      skipBlank();
      const word = rest(wordPattern);
      if (word === '') throw unexpected(wanted);
      at += word.length;
      return word;
    },
    /** `Order item`, `unit-price` or `"anything quoted"`. A target ends at a flag: `Team unique`. */
    readName(wanted: string, kind: 'name' | 'target' = 'name') {
      if (atQuote()) return readString().trim();
      const words = rest(namePattern);
      if (words === '') throw unexpected(wanted);
      const name = kind === 'name' ? words : (words.split(flagAfterTarget)[0] ?? words);
      at += name.length;
      return name;
    },
    skipToNextStatement() {
      at += rest(/[^\n]*/y).length;
      at += rest(/(?:\n(?![^\s)#])[^\n]*)*/y).length;
    },
  };
}

const wordPattern = /\p{L}[\p{L}\p{M}\p{N}_]*/uy;
const namePattern = /\p{L}[\p{L}\p{M}\p{N}_]*(?:(?:-(?!>)|[ \t]{1,4})[\p{L}\p{N}][\p{L}\p{M}\p{N}_]*)*/uy;
const flagAfterTarget = /[ \t]{1,4}(?=(?:unique|optional|required|on|as)(?:[ \t]|$))/;

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}
