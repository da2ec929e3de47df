import { frameworkTypes } from '../reserved-names.ts';
import type { Library } from './read-library.ts';
import { isVisible, type Project, resolveUri } from './read-project.ts';
import { isIdentifier, textAt } from './token-ranges.ts';

/** A finding before its offset is turned into line and column. */
export interface Problem {
  readonly offset: number;
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
}

/** Names that the SDK and package libraries of the blueprints offer, to tell whether such an import is used. */
const libraryNames: Readonly<Record<string, RegExp>> = {
  'dart:async': /^(?:Timer|Completer|Future|Stream\w*|Zone|TimeoutException|FutureOr|unawaited|runZoned\w*)$/,
  'dart:collection':
    /^(?:Unmodifiable\w+|Queue|LinkedHash\w+|SplayTree\w+|HashMap|HashSet|\w*(?:Base|Mixin|Queue|View|LinkedList\w*))$/,
  'dart:convert':
    /^(?:json\w*|utf8|base64\w*|ascii|latin1|htmlEscape|Json\w+|Utf8\w+|LineSplitter|Converter|Codec|Encoding)$/,
  'dart:math': /^(?:Random|Point|Rectangle|min|max|sqrt|pow|sin|cos|tan|atan2?|log|exp|pi|e)$/,
  'package:http/testing.dart': /^(?:MockClient\w*)$/,
  'package:provider/single_child_widget.dart': /^SingleChild\w+$/,
  'package:flutter_test/flutter_test.dart':
    /^(?:test\w*|group|expect\w*|setUp\w*|tearDown\w*|find|\w*Tester|Finder|fail)$/,
};

/** URIs that lead nowhere, packages that are not declared, names that are not there, imports nobody needs. */
export function checkDirectives(path: string, library: Library, project: Project): Problem[] {
  const problems: Problem[] = [];
  const used = usedNames(path, library, project);
  const imports = library.directives.filter((directive) => directive.kind === 'import');
  const seen = new Set<string>();
  for (const directive of library.directives) {
    const { uri, offset } = directive;
    const target = resolveUri(path, uri, project.pubspec.name);
    const duplicate = directive.kind === 'import' && seen.has(`${uri} ${directive.prefix}`);
    if (directive.kind === 'import') seen.add(`${uri} ${directive.prefix}`);
    if (target === null) {
      const missing = undeclaredPackage(path, uri, project);
      if (missing !== null) {
        problems.push({
          offset,
          code: 'depend_on_referenced_packages',
          severity: 'error',
          message: `The package '${missing}' is imported but not declared in pubspec.yaml.`,
        });
      }
    } else if (!project.libraries.has(target)) {
      problems.push({
        offset,
        code: 'uri_does_not_exist',
        severity: 'error',
        message: `Target of URI doesn't exist: '${uri}'.`,
      });
      continue;
    } else {
      const names = project.namesOf(target);
      for (const { name, offset: place } of [...directive.show, ...directive.hide]) {
        if (names.has(name)) continue;
        problems.push({
          offset: place,
          code: directive.show.some((shown) => shown.name === name)
            ? 'undefined_shown_name'
            : 'undefined_hidden_name',
          severity: 'warning',
          message: `The library '${uri}' doesn't export a member with the name '${name}'.`,
        });
      }
    }
    if (directive.kind !== 'import') continue;
    if (duplicate || !isUsed(directive)) {
      problems.push({
        offset,
        code: duplicate ? 'duplicate_import' : 'unused_import',
        severity: 'warning',
        message: duplicate ? `'${uri}' is imported twice.` : `Unused import: '${uri}'.`,
      });
    }
  }
  return problems;

  function isUsed(directive: (typeof imports)[number]): boolean {
    if (directive.prefix !== null) return used.has(directive.prefix);
    const target = resolveUri(path, directive.uri, project.pubspec.name);
    if (target !== null) {
      const names = [...project.namesOf(target).keys()];
      return offersExtensions(target) || names.some((name) => used.has(name) && isVisible(directive, name));
    }
    const known = libraryNames[directive.uri];
    if (known === undefined) return true;
    for (const name of used) if (known.test(name)) return true;
    return false;
  }

  function offersExtensions(target: string): boolean {
    const classes = project.libraries.get(target)?.classes.values() ?? [];
    return [...classes].some((shape) => shape.kind === 'extension');
  }
}

/**
 * Classes and functions of the project that a file uses although nothing it imports has them. Names that a package may
 * have brought are left alone.
 */
export function checkUndefinedNames(path: string, library: Library, project: Project): Problem[] {
  const visible = visibleNames(path, library, project);
  const elsewhere = new Map<string, string>();
  for (const other of project.libraries.keys()) {
    for (const [name, home] of project.namesOf(other)) elsewhere.set(name, home);
  }
  const local = localNames(library);
  const imported = library.directives.flatMap(({ uri }) => libraryNames[uri] ?? []);
  const mayComeFromPackage = importsUnknownPackage(library, project);
  const problems: Problem[] = [];
  const reported = new Set<string>();
  library.tokens.forEach((token, index) => {
    if (index < library.bodyStart || token.kind !== 'identifier' || reported.has(token.text)) return;
    const { text: name, offset } = token;
    const home = elsewhere.get(name);
    if (home === undefined || visible.has(name) || local.has(name) || frameworkTypes.has(name)) return;
    if (textAt(library.tokens, index - 1) === '.' || textAt(library.tokens, index + 1) === ':') return;
    if (imported.some((names) => names.test(name))) return;
    const isType = /^[A-Z]/.test(name);
    if (!isType && (mayComeFromPackage || textAt(library.tokens, index + 1) !== '(')) return;
    reported.add(name);
    problems.push({
      offset,
      code: isType ? 'undefined_class' : 'undefined_function',
      severity: mayComeFromPackage ? 'warning' : 'error',
      message: `'${name}' is used but not imported. It is declared in ${home}.`,
    });
  });
  return problems;
}

/** Packages of which it is known that they bring none of the names that a project gives to its own. */
const knownPackages = [
  'flutter',
  'flutter_test',
  'material_ui',
  'go_router',
  'http',
  'provider',
  'shared_preferences',
];

function importsUnknownPackage(library: Library, project: Project): boolean {
  return library.directives.some(({ uri, prefix }) => {
    const name = /^package:([^/]+)\//.exec(uri)?.[1];
    return (
      prefix === null && name !== undefined && name !== project.pubspec.name && !knownPackages.includes(name)
    );
  });
}

/** What a file sees without a prefix, by name, with the file that declares it. */
export function visibleNames(path: string, library: Library, project: Project): Map<string, string> {
  const visible = new Map<string, string>();
  const owner = library.partOf === null ? null : resolveUri(path, library.partOf, project.pubspec.name);
  const owning = owner === null ? undefined : project.libraries.get(owner);
  if (owner !== null && owning !== undefined && owning !== library && owning.partOf === null) {
    for (const [name, home] of visibleNames(owner, owning, project)) visible.set(name, home);
  }
  for (const directive of library.directives) {
    const target = resolveUri(path, directive.uri, project.pubspec.name);
    if (directive.kind === 'export' || target === null || directive.prefix !== null) continue;
    for (const [name, home] of project.namesOf(target)) {
      if (directive.kind === 'part' || isVisible(directive, name)) visible.set(name, home);
    }
  }
  for (const name of library.declared) visible.set(name, path);
  return visible;
}

function undeclaredPackage(path: string, uri: string, project: Project): string | null {
  const name = /^package:([^/]+)\//.exec(uri)?.[1];
  const { pubspec } = project;
  if (name === undefined || name === pubspec.name || pubspec.dependencies.has(name)) return null;
  const mayUseDev = !path.startsWith('lib/') && !path.startsWith('bin/');
  return mayUseDev && pubspec.devDependencies.has(name) ? null : name;
}

/** Names used in a library, its parts and its doc comments. */
function usedNames(path: string, library: Library, project: Project): Set<string> {
  const used = new Set<string>(library.documented);
  const parts = library.directives.flatMap((directive) => {
    const target = directive.kind === 'part' ? resolveUri(path, directive.uri, project.pubspec.name) : null;
    return target === null ? [] : [project.libraries.get(target)];
  });
  for (const each of [library, ...parts]) {
    for (const token of each?.tokens.slice(each.bodyStart) ?? [])
      if (isIdentifier(token)) used.add(token.text);
  }
  return used;
}

/** Names that a file gives itself below the top level: an identifier right after a type or a declaring keyword. */
function localNames(library: Library): Set<string> {
  const names = new Set<string>();
  const { tokens } = library;
  const notDeclaring = new Set([
    'return',
    'await',
    'throw',
    'yield',
    'in',
    'else',
    'case',
    'is',
    'as',
    'new',
    'const',
  ]);
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    if (token.kind !== 'identifier' || previous === undefined || index < library.bodyStart) return;
    const follows = (isIdentifier(previous) && !notDeclaring.has(previous.text)) || previous.text === '>';
    const isTypeParameter = ['<', ','].includes(previous.text) && textAt(tokens, index + 1) === 'extends';
    const isShortTypeParameter = /^[A-Z]\d?$/.test(token.text);
    if ((follows && /^[a-z]/.test(token.text)) || isTypeParameter || isShortTypeParameter)
      names.add(token.text);
  });
  return names;
}
