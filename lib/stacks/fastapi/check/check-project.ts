import { parse as parseToml, TomlError } from 'smol-toml';
import { parseDocument } from 'yaml';
import type { Finding, ProjectFiles } from '../../stack.ts';
import { lintPython } from '../ruff.ts';
import { checkImports } from './check-imports.ts';

/** Everything that can be known without Python: syntax, lint, imports, declared packages, and that data files parse. */
export async function checkProject(
  files: ProjectFiles,
  options: { only?: readonly string[] } = {},
): Promise<Finding[]> {
  const paths = options.only ?? [...files.keys()];
  const findings: Finding[] = [];
  for (const path of [...paths].sort()) {
    const text = files.get(path);
    if (text === undefined) continue;
    findings.push(...(path.endsWith('.py') ? await checkPython(path, text) : checkData(path, text)));
  }
  findings.push(...checkImports(files, new Set(paths)));
  return findings;
}

async function checkPython(path: string, text: string): Promise<Finding[]> {
  const found = await lintPython(path, text);
  return found.map(({ code, message, line, column }) => {
    // Undefined names and what does not parse break the program; the rest is for its readers.
    const severity = code === 'invalid-syntax' || /^(F8|F7)/.test(code) ? 'error' : 'warning';
    return { file: path, line, column, severity, code, message, tool: 'ruff' };
  });
}

function checkData(path: string, text: string): Finding[] {
  const problem = (
    code: string,
    message: string,
    line: number | null = null,
    column: number | null = null,
  ) => [{ file: path, line, column, severity: 'error' as const, code, message, tool: 'syntax' }];
  if (path.endsWith('.toml')) {
    try {
      parseToml(text);
    } catch (error) {
      if (!(error instanceof TomlError)) throw error;
      return problem('invalid-toml', error.message.split('\n')[0] ?? '', error.line, error.column);
    }
  } else if (path.endsWith('.json')) {
    try {
      JSON.parse(text);
    } catch (error) {
      return problem('invalid-json', error instanceof Error ? error.message : String(error));
    }
  } else if (/\.ya?ml$/.test(path)) {
    return parseDocument(text).errors.flatMap(({ message, linePos }) =>
      problem('invalid-yaml', message.split('\n')[0] ?? '', linePos?.[0].line, linePos?.[0].col),
    );
  }
  return [];
}
