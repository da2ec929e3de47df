import { parseDocument } from 'yaml';
import type { Finding, ProjectFiles } from '../../stack.ts';
import { DartSyntaxError, formatDart } from '../format.ts';
import { checkCalls } from './check-calls.ts';
import { checkDirectives, checkUndefinedNames, type Problem } from './check-imports.ts';
import { type Project, readProject } from './read-project.ts';

/**
 * Checks a Flutter project without an SDK: syntax of Dart, YAML and JSON, then imports, packages, names and
 * constructor arguments across the project's own files. A file that does not parse gets only its syntax findings.
 * Codes are those of the Dart analyzer where it has one.
 */
export async function checkProject(
  files: ProjectFiles,
  options: { only?: readonly string[] } = {},
): Promise<Finding[]> {
  const only = options.only === undefined ? null : new Set(options.only);
  const project = readProject(files);
  const findings: Finding[] = [];
  for (const [path, text] of files) {
    if (only !== null && !only.has(path)) continue;
    const syntax = await checkSyntax(path, text);
    findings.push(...(syntax.length > 0 ? syntax : checkReferences(path, text, project)));
  }
  return findings;
}

async function checkSyntax(path: string, text: string): Promise<Finding[]> {
  if (path.endsWith('.dart')) return checkDartSyntax(path, text);
  if (/\.ya?ml$/.test(path)) return checkYaml(path, text);
  return path.endsWith('.json') ? checkJson(path, text) : [];
}

async function checkDartSyntax(path: string, text: string): Promise<Finding[]> {
  try {
    await formatDart(path, text);
    return [];
  } catch (error) {
    if (!(error instanceof DartSyntaxError)) throw error;
    return error.problems.map(({ line, column, message }) =>
      syntaxFinding(path, line, column, message, 'dart_format'),
    );
  }
}

function checkYaml(path: string, text: string): Finding[] {
  return parseDocument(text).errors.map((error) => {
    const [place] = error.linePos ?? [];
    return syntaxFinding(
      path,
      place?.line ?? null,
      place?.col ?? null,
      error.message.split('\n')[0] ?? '',
      'yaml',
    );
  });
}

function checkJson(path: string, text: string): Finding[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The file is not JSON.';
    const offset = /at position (\d+)/.exec(message)?.[1];
    const place = offset === undefined ? null : placeOf(text, Number(offset));
    return [syntaxFinding(path, place?.line ?? null, place?.column ?? null, message, 'json')];
  }
}

function checkReferences(path: string, text: string, project: Project): Finding[] {
  const library = project.libraries.get(path);
  if (library === undefined) return [];
  const problems: Problem[] = [
    ...checkDirectives(path, library, project),
    ...checkUndefinedNames(path, library, project),
    ...checkCalls(path, library, project),
  ];
  return problems
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, code, message, severity }) => ({
      file: path,
      ...placeOf(text, offset),
      severity,
      code,
      message,
      tool: 'dart_references',
    }));
}

function syntaxFinding(
  file: string,
  line: number | null,
  column: number | null,
  message: string,
  tool: string,
): Finding {
  return { file, line, column, severity: 'error', code: 'syntax_error', message, tool };
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
