import type { AppModel } from '../model.ts';
import { folderOf, relativePath } from '../project-paths.ts';

/** The one place that says which Material library the projects use; it goes with `dependencies` in `pubspec.ts`. */
export const materialImport = 'package:material_ui/material_ui.dart';

/**
 * The import block of a file: dart, package and relative imports in that order, each sorted. Files below `lib/` import
 * each other relatively, tests import the project by its package name.
 */
export function dartImports(app: AppModel, path: string, imports: readonly string[]): string {
  const uris = [...new Set(imports)].map((item) => importUri(app, path, item));
  const group = (test: (uri: string) => boolean) =>
    uris
      .filter(test)
      .sort(compareText)
      .map((uri) => `import ${uri};\n`)
      .join('');
  const blocks = [
    group((uri) => uri.startsWith("'dart:")),
    group((uri) => uri.startsWith("'package:")),
    group((uri) => !/^'(?:dart|package):/.test(uri)),
  ].filter((block) => block !== '');
  return blocks.length === 0 ? '' : `${blocks.join('\n')}\n`;
}

/**
 * Template tag for Dart source: text is raw, so a backslash is a backslash, but for `\\${` (Dart interpolation) and
 * an escaped backtick. A line that holds nothing but an empty value is left out.
 */
export function dart(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const parts = strings.raw.map((part) => part.replace(/\\(\$\{|`)/g, '$1'));
  let text = parts[0] ?? '';
  values.forEach((value, index) => {
    const next = parts[index + 1] ?? '';
    const standsAlone = /\n[ ]*$/.test(text) && next.startsWith('\n');
    text = value === '' && standsAlone ? text.replace(/\n[ ]*$/, '') + next : text + value + next;
  });
  return text;
}

/** A Dart string literal in single quotes, safe for any text. */
export function quote(text: string): string {
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/'/g, "\\'")
    .replace(/\$/g, '\\$')
    .replace(/\r?\n/g, '\\n')
    .replace(/\r/g, '\\n')
    .replace(/\t/g, '\\t');
  return `'${escaped}'`;
}

/** Doc comment lines of free text, which must not end the comment or form a reference. */
export function docComment(text: string, indent = ''): string {
  return text
    .trim()
    .split(/\s*[\r\n\u2028\u2029]+\s*/)
    .filter((line) => line !== '')
    .map((line) => `${indent}/// ${line.replace(/[[\]<>]/g, (bracket) => `\\${bracket}`)}\n`)
    .join('');
}

function importUri(app: AppModel, path: string, item: string): string {
  if (item === 'material') return `'${materialImport}'`;
  const [target = '', alias] = item.split(' as ');
  const suffix = alias === undefined ? '' : ` as ${alias}`;
  if (/^(?:dart|package):/.test(target)) return `'${target}'${suffix}`;
  if (!path.startsWith('lib/') && target.startsWith('lib/')) {
    return `'package:${app.packageName}/${target.slice('lib/'.length)}'${suffix}`;
  }
  return `'${relativePath(folderOf(path), target)}'${suffix}`;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
