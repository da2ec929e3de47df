/** A place where a Dart file does not parse. 1-based. */
export interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Dart source that does not parse, with every place the parser named. */
export class DartSyntaxError extends SyntaxError {
  override readonly name = 'SyntaxError';
  readonly problems: readonly SyntaxProblem[];

  constructor(path: string, problems: readonly SyntaxProblem[]) {
    const [first] = problems;
    const place = first === undefined ? '' : `:${first.line}:${first.column}`;
    super(`${path}${place}: ${first?.message ?? 'The file does not parse.'}`);
    this.problems = problems;
  }

  get line(): number | null {
    return this.problems[0]?.line ?? null;
  }

  get column(): number | null {
    return this.problems[0]?.column ?? null;
  }
}

/** Language version of the generated pubspec's SDK bound, so that newer syntax is refused. */
const languageVersion = '3.12.0';

/** Formats Dart as `dart format` does. Throws `DartSyntaxError` when it does not parse. Needs Node 22 (wasm-gc). */
export async function formatDart(path: string, text: string): Promise<string> {
  const { format } = await import('@wasm-fmt/dart_fmt');
  try {
    return format(text, path, { language_version: languageVersion });
  } catch (error) {
    const problems = readProblems(error instanceof Error ? error.message : String(error));
    if (problems.length === 0) throw error;
    throw new DartSyntaxError(path, problems);
  }
}

function readProblems(message: string): SyntaxProblem[] {
  return [...message.matchAll(/^line (\d+), column (\d+) of .+?: (.*)$/gm)].map((match) => ({
    line: Number(match[1]),
    column: Number(match[2]),
    message: match[3] ?? '',
  }));
}
