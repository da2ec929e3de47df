export interface Token {
  readonly kind: 'identifier' | 'string' | 'number' | 'punctuation';
  /** For strings the text between the quotes, of one piece: interpolation splits a string into pieces. */
  readonly text: string;
  readonly offset: number;
}

interface StringMode {
  readonly quote: string;
  readonly raw: boolean;
}

const identifierStart = /[A-Za-z_$]/;
const identifierPart = /[\w$]/;
const numberPart = /[\w.]/;
const operators = [
  '...?',
  '...',
  '??=',
  '=>',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '??',
  '?.',
  '?..',
  '..',
  '++',
  '--',
];

/**
 * Splits Dart source into tokens, comments left out. Interpolated expressions become tokens of their own between the
 * pieces of their string, wrapped in `${` and `}`. Total: source that does not parse still gives tokens.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  /** One entry per open brace; a string mode where the brace belongs to an interpolation. */
  const braces: (StringMode | null)[] = [];
  let at = 0;

  while (at < source.length) {
    const char = source[at] ?? '';
    if (/\s/.test(char)) {
      at += 1;
    } else if (source.startsWith('//', at)) {
      at = endOfLine(source, at);
    } else if (source.startsWith('/*', at)) {
      at = endOfComment(source, at);
    } else if (isQuote(char) || (char === 'r' && isQuote(source[at + 1]))) {
      const raw = char === 'r';
      const from = raw ? at + 1 : at;
      const quote = source.startsWith((source[from] ?? '').repeat(3), from)
        ? (source[from] ?? '').repeat(3)
        : (source[from] ?? '');
      readString(from + quote.length, { quote, raw });
    } else if (identifierStart.test(char)) {
      push('identifier', takeWhile(source, at, identifierPart));
    } else if (/\d/.test(char)) {
      push('number', takeNumber(source, at));
    } else {
      readPunctuation(char);
    }
  }
  return tokens;

  function push(kind: Token['kind'], text: string): void {
    tokens.push({ kind, text, offset: at });
    at += text.length;
  }

  function readPunctuation(char: string): void {
    if (char === '{') braces.push(null);
    if (char === '}') {
      const mode = braces.pop();
      if (mode) {
        push('punctuation', char);
        readString(at, mode);
        return;
      }
    }
    push('punctuation', operators.find((operator) => source.startsWith(operator, at)) ?? char);
  }

  /** Reads a piece of a string from `start` up to its closing quote or the next interpolation. */
  function readString(start: number, mode: StringMode): void {
    let end = start;
    while (end < source.length && !source.startsWith(mode.quote, end)) {
      if (!mode.raw && source[end] === '\\') {
        end += 2;
      } else if (
        !mode.raw &&
        source[end] === '$' &&
        (source[end + 1] === '{' || identifierStart.test(source[end + 1] ?? ''))
      ) {
        tokens.push({ kind: 'string', text: source.slice(start, end), offset: start });
        readInterpolation(end, mode);
        return;
      } else {
        end += 1;
      }
    }
    tokens.push({ kind: 'string', text: source.slice(start, end), offset: start });
    at = Math.min(source.length, end + mode.quote.length);
  }

  function readInterpolation(dollar: number, mode: StringMode): void {
    at = dollar;
    if (source[dollar + 1] === '{') {
      braces.push(mode);
      push('punctuation', '${');
      return;
    }
    tokens.push({ kind: 'punctuation', text: '${', offset: dollar });
    at = dollar + 1;
    push('identifier', takeWhile(source, at, /\w/));
    tokens.push({ kind: 'punctuation', text: '}', offset: at });
    readString(at, mode);
  }
}

function isQuote(char: string | undefined): boolean {
  return char === "'" || char === '"';
}

function takeWhile(source: string, from: number, pattern: RegExp): string {
  let end = from + 1;
  while (end < source.length && pattern.test(source[end] ?? '')) end += 1;
  return source.slice(from, end);
}

/** A point belongs to a number only before a digit, so that `1.toString()` and `0..9` stay apart. */
function takeNumber(source: string, from: number): string {
  let end = from + 1;
  while (end < source.length && numberPart.test(source[end] ?? '')) {
    if (source[end] === '.' && !/\d/.test(source[end + 1] ?? '')) break;
    end += 1;
  }
  return source.slice(from, end);
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}

/** Block comments nest in Dart. */
function endOfComment(source: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < source.length) {
    if (source.startsWith('/*', at)) {
      depth += 1;
      at += 2;
    } else if (source.startsWith('*/', at)) {
      depth -= 1;
      at += 2;
      if (depth === 0) return at;
    } else {
      at += 1;
    }
  }
  return source.length;
}
