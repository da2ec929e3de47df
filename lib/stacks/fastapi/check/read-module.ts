export interface ImportedName {
  readonly name: string;
  readonly line: number;
}

/** `from MODULE import NAMES` has names; `import MODULE` has none. `level` counts the leading dots. */
export interface ImportStatement {
  readonly module: string;
  readonly level: number;
  readonly names: readonly ImportedName[] | null;
  readonly line: number;
}

export interface PythonModule {
  readonly imports: readonly ImportStatement[];
  /** What other modules can import from it. */
  readonly symbols: ReadonlySet<string>;
}

/**
 * Imports and top-level names of a module that ruff has parsed: it relies on well-formed source and sees blocks such as
 * `if TYPE_CHECKING:` and `try:` as part of the module.
 */
export function readModule(text: string): PythonModule {
  const imports: ImportStatement[] = [];
  const symbols = new Set<string>();
  let scope: number | null = null;
  for (const { code, indent, line, lines } of logicalLines(text)) {
    if (scope !== null && indent > scope) {
      imports.push(...readImports(code, line, lines));
      continue;
    }
    scope = null;
    const found = readImports(code, line, lines);
    imports.push(...found);
    for (const name of definedNames(code)) symbols.add(name);
    if (/^(async\s+def|def|class)\b/.test(code)) scope = indent;
  }
  return { imports, symbols };
}

interface LogicalLine {
  /** Without strings and comments; on one line. */
  readonly code: string;
  readonly indent: number;
  readonly line: number;
  /** Line of each character of \`code\`. */
  readonly lines: readonly number[];
}

function readImports(code: string, line: number, lines: readonly number[]): ImportStatement[] {
  const from = /^from\s+(\.*)\s*([\w.]*)\s+import\s+(.*)$/.exec(code);
  if (from !== null) {
    const [, dots = '', module = '', list = ''] = from;
    const start = code.length - list.length;
    const names = [...list.matchAll(/(\*|\w+)(?:\s+as\s+\w+)?/g)].map((match) => ({
      name: match[1] ?? '',
      line: lines[start + match.index] ?? line,
    }));
    return [{ module, level: dots.length, names, line }];
  }
  const plain = /^import\s+(.*)$/.exec(code);
  if (plain === null) return [];
  return (plain[1] ?? '')
    .split(',')
    .map((part) => ({ module: part.trim().split(/\s+/)[0] ?? '', level: 0, names: null, line }));
}

function definedNames(code: string): string[] {
  const named = /^(?:async\s+)?(?:def|class|type)\s+(\w+)/.exec(code);
  if (named !== null) return [named[1] ?? ''];
  const from = /^from\s+[\w.]+\s+import\s+(.*)$/.exec(code) ?? /^import\s+(.*)$/.exec(code);
  if (from !== null) {
    return (from[1] ?? '')
      .replace(/[()]/g, '')
      .split(',')
      .map((part) => (/\bas\s+(\w+)/.exec(part)?.[1] ?? part.trim().split('.')[0] ?? '').trim());
  }
  const target = /^([\w\s,()[\]*]+?)\s*(?::[^=]*)?=(?!=)/.exec(code) ?? /^(\w+)\s*:/.exec(code);
  const assigned = target === null ? [] : [...(target[1] ?? '').matchAll(/\w+/g)].map(([name]) => name);
  const bound = [...code.matchAll(/\b(?:as|for)\s+(\w+)/g)].map((match) => match[1] ?? '');
  return [...assigned, ...bound];
}

function* logicalLines(text: string): Generator<LogicalLine> {
  let code = '';
  let lines: number[] = [];
  let depth = 0;
  let line = 1;
  let at = 0;
  const add = (part: string) => {
    code += part;
    for (let index = 0; index < part.length; index += 1) lines.push(line);
  };
  const flush = function* (): Generator<LogicalLine> {
    const indent = code.length - code.trimStart().length;
    const trimmed = code.trim();
    if (trimmed !== '') {
      const own = lines.slice(indent);
      yield { code: trimmed, indent, line: own[0] ?? line, lines: own };
    }
    code = '';
    lines = [];
  };
  while (at < text.length) {
    const rest = text.charAt(at);
    const string = /^(?:"""|'''|"|')/.exec(text.slice(at, at + 3))?.[0];
    if (string !== undefined) {
      add('""');
      const end = stringEnd(text, at + string.length, string);
      line += text.slice(at, end).split('\n').length - 1;
      at = end;
    } else if (rest === '#') {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end;
    } else if (rest === '\\' && text.charAt(at + 1) === '\n') {
      add(' ');
      line += 1;
      at += 2;
    } else if (rest === '\n') {
      if (depth > 0) add(' ');
      else yield* flush();
      line += 1;
      at += 1;
    } else if (rest === ';' && depth === 0) {
      const indent = code.length - code.trimStart().length;
      yield* flush();
      add(' '.repeat(indent));
      at += 1;
    } else {
      if ('([{'.includes(rest)) depth += 1;
      if (')]}'.includes(rest)) depth -= 1;
      add(rest);
      at += 1;
    }
  }
  yield* flush();
}

function stringEnd(text: string, from: number, quotes: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.startsWith(quotes, at)) return at + quotes.length;
  }
  return text.length;
}
