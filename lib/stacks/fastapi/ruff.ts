import type { Diagnostic, Workspace } from '@astral-sh/ruff-wasm-nodejs';

/** What the generated project's own `pyproject.toml` asks of ruff, so that both say the same. */
export const ruffRules = {
  lineLength: 100,
  target: 'py311',
  select: [
    'E',
    'W',
    'F',
    'I',
    'B',
    'C4',
    'UP',
    'SIM',
    'RUF',
    'FAST',
    'ASYNC',
    'S',
    'T20',
    'PT',
    'RET',
    'ARG',
  ],
  /** Long lines are the formatter's business; names and words of a spec may look like passwords or be in any script. */
  ignore: ['E501', 'RUF001', 'RUF002', 'RUF003', 'S105'],
  ignoreInTests: ['S101', 'S106'],
  firstParty: ['app', 'tests'],
} as const;

export interface RuffDiagnostic {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

type Purpose = 'app' | 'tests' | 'unused' | 'order';

const workspaces = new Map<Purpose, Workspace>();

/** Formats Python as `ruff format` does. Throws `SyntaxError` when it does not parse. */
export async function formatPython(path: string, text: string): Promise<string> {
  const workspace = await open('app');
  try {
    return workspace.format(text);
  } catch (error) {
    const found = check(workspace, text).find(({ code }) => code === 'invalid-syntax');
    const at = found === undefined ? path : `${path}:${found.line}:${found.column}`;
    throw new SyntaxError(`${at}: ${found?.message ?? String(error)}`, { cause: error });
  }
}

export async function lintPython(path: string, text: string): Promise<RuffDiagnostic[]> {
  return check(await open(path.startsWith('tests/') ? 'tests' : 'app'), text);
}

/** Drops imports that nothing uses and sorts the rest and `__all__`, through ruff's own fixes. */
export async function tidyImports(text: string): Promise<string> {
  const trimmed = applyFixes(await open('unused'), text);
  return applyFixes(await open('order'), trimmed);
}

function check(workspace: Workspace, text: string): RuffDiagnostic[] {
  const found: Diagnostic[] = workspace.check(text);
  return found.map(({ code, message, start_location: at }) => ({
    code: code ?? 'invalid-syntax',
    message,
    line: at.row,
    column: at.column,
  }));
}

/** Fixes of one statement's imports all replace the whole statement, so equal places are edited once. */
function applyFixes(workspace: Workspace, text: string): string {
  const found: Diagnostic[] = workspace.check(text);
  const edits = new Map<string, { start: number; end: number; content: string }>();
  const starts = lineStarts(text);
  const offset = ({ row, column }: { row: number; column: number }) => (starts[row - 1] ?? 0) + column - 1;
  for (const { fix } of found) {
    for (const { location, end_location: endLocation, content } of fix?.edits ?? []) {
      const edit = { start: offset(location), end: offset(endLocation), content: content ?? '' };
      edits.set(`${edit.start}:${edit.end}`, edit);
    }
  }
  let result = text;
  for (const { start, end, content } of [...edits.values()].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + content + result.slice(end);
  }
  return result;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Loaded on first use: 10 MB of WebAssembly that listing stacks does not need. */
async function open(purpose: Purpose): Promise<Workspace> {
  const earlier = workspaces.get(purpose);
  if (earlier !== undefined) return earlier;
  const { PositionEncoding, Workspace } = await import('@astral-sh/ruff-wasm-nodejs');
  const { lineLength, target, select, ignore, ignoreInTests, firstParty } = ruffRules;
  const lint = {
    app: { select, ignore },
    tests: { select, ignore: [...ignore, ...ignoreInTests] },
    unused: { select: ['F401'], ignore: [] },
    order: { select: ['I', 'RUF022'], ignore: [] },
  }[purpose];
  const options = {
    'line-length': lineLength,
    'target-version': target,
    lint: { ...lint, isort: { 'known-first-party': firstParty } },
  };
  const workspace = new Workspace(options, PositionEncoding.Utf16);
  workspaces.set(purpose, workspace);
  return workspace;
}
