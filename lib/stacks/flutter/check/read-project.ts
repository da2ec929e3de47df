import { parse } from 'yaml';
import type { ProjectFiles } from '../../stack.ts';
import { folderOf, joinPath } from '../project-paths.ts';
import { type Directive, type Library, readLibrary } from './read-library.ts';

export interface Project {
  readonly libraries: ReadonlyMap<string, Library>;
  readonly pubspec: Pubspec;
  /** Public top-level names a library offers to importers, its exports included, with the library that declares them. */
  namesOf(path: string): ReadonlyMap<string, string>;
}

export interface Pubspec {
  readonly name: string | null;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

/** Reads every Dart file once; one that cannot be parsed still takes part as far as its tokens go. */
export function readProject(files: ProjectFiles): Project {
  const libraries = new Map<string, Library>();
  for (const [path, text] of files) if (path.endsWith('.dart')) libraries.set(path, readLibrary(text));
  const pubspec = readPubspec(files.get('pubspec.yaml'));
  const cache = new Map<string, ReadonlyMap<string, string>>();
  return { libraries, pubspec, namesOf };

  function namesOf(path: string): ReadonlyMap<string, string> {
    let names = cache.get(path);
    if (names === undefined) {
      names = collect(path, new Set());
      cache.set(path, names);
    }
    return names;
  }

  function collect(path: string, visited: Set<string>): Map<string, string> {
    const names = new Map<string, string>();
    const library = libraries.get(path);
    if (library === undefined || visited.has(path)) return names;
    visited.add(path);
    for (const name of library.declared) if (!name.startsWith('_')) names.set(name, path);
    for (const directive of library.directives) {
      const target = resolveUri(path, directive.uri, pubspec.name);
      if (directive.kind === 'import' || target === null) continue;
      for (const [name, home] of collect(target, visited)) {
        if (directive.kind === 'part' || isVisible(directive, name)) names.set(name, home);
      }
    }
    return names;
  }
}

/** Project path of a relative or own-package URI; null for `dart:` and other packages. */
export function resolveUri(from: string, uri: string, packageName: string | null): string | null {
  if (packageName !== null && uri.startsWith(`package:${packageName}/`)) {
    return joinPath('lib', uri.slice(`package:${packageName}/`.length));
  }
  return /^[a-z]+:/.test(uri) ? null : joinPath(folderOf(from), uri);
}

export function isVisible(directive: Directive, name: string): boolean {
  if (directive.show.length > 0) return directive.show.some((shown) => shown.name === name);
  return !directive.hide.some((hidden) => hidden.name === name);
}

function readPubspec(text: string | undefined): Pubspec {
  const content = text === undefined ? null : parseQuietly(text);
  const keysOf = (key: string) => {
    const section = isRecord(content) ? content[key] : null;
    return new Set(isRecord(section) ? Object.keys(section) : []);
  };
  const name = isRecord(content) && typeof content.name === 'string' ? content.name : null;
  return { name, dependencies: keysOf('dependencies'), devDependencies: keysOf('dev_dependencies') };
}

/** Syntax errors in YAML are reported by their own check. */
function parseQuietly(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
