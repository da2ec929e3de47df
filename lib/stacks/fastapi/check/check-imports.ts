import type { Finding, ProjectFiles } from '../../stack.ts';
import { distributionOf, normalizeDistribution, standardModules } from './known-packages.ts';
import { type ImportStatement, type PythonModule, readModule } from './read-module.ts';

/**
 * Every import leads somewhere: within the project to a module and a name that it has, elsewhere to the standard library
 * or to a package that `requirements.txt` declares. `only` narrows the findings, not what is read.
 */
export function checkImports(files: ProjectFiles, only: ReadonlySet<string>): Finding[] {
  const modules = new Map<string, PythonModule>();
  const packages = new Set<string>();
  for (const [path, text] of files) {
    if (!path.endsWith('.py')) continue;
    const name = moduleName(path);
    modules.set(name, readModule(text));
    for (let dot = name.lastIndexOf('.'); dot !== -1; dot = name.lastIndexOf('.', dot - 1)) {
      packages.add(name.slice(0, dot));
    }
  }
  const project: Project = {
    modules,
    packages,
    roots: new Set([...modules.keys()].map((name) => name.split('.')[0] ?? name)),
    declared: declaredPackages(files.get('requirements.txt')),
  };
  return [...files.keys()]
    .filter((path) => path.endsWith('.py') && only.has(path))
    .sort()
    .flatMap((path) =>
      (modules.get(moduleName(path))?.imports ?? []).flatMap((statement) =>
        checkImport(project, path, statement),
      ),
    );
}

interface Project {
  readonly modules: ReadonlyMap<string, PythonModule>;
  /** Folders with modules below them, with or without an `__init__.py`. */
  readonly packages: ReadonlySet<string>;
  readonly roots: ReadonlySet<string>;
  /** Null without a requirements file: nothing can be said then. */
  readonly declared: ReadonlySet<string> | null;
}

function checkImport(project: Project, path: string, statement: ImportStatement): Finding[] {
  const finding = (code: string, message: string, line = statement.line): Finding[] => [
    { file: path, line, column: null, severity: 'error', code, message, tool: 'imports' },
  ];
  const target = absoluteName(path, statement);
  const root = target.split('.')[0] ?? target;
  if (statement.level === 0 && !project.roots.has(root)) {
    if (standardModules.has(root) || project.declared === null) return [];
    const wanted = distributionOf(root);
    if (wanted.some((name) => project.declared?.has(name))) return [];
    return finding(
      'undeclared-package',
      `${root} comes from the package ${wanted[0]}, which requirements.txt does not declare.`,
    );
  }
  const module = project.modules.get(target);
  if (module === undefined && !project.packages.has(target)) {
    return finding('unknown-module', `There is no module ${target} in this project.`);
  }
  return (statement.names ?? []).flatMap(({ name, line }) => {
    const inner = `${target}.${name}`;
    if (name === '*' || module?.symbols.has(name)) return [];
    if (project.modules.has(inner) || project.packages.has(inner)) return [];
    return finding('unknown-name', `The module ${target} has no ${name}.`, line);
  });
}

function moduleName(path: string): string {
  return path.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
}

function absoluteName(path: string, { module, level }: ImportStatement): string {
  if (level === 0) return module;
  const folders = path.split('/').slice(0, -level);
  return [...folders, ...(module === '' ? [] : [module])].join('.');
}

/** Names of a requirements file (pip's format; PEP 508 for each line), extras and bounds left out. */
function declaredPackages(text: string | undefined): Set<string> | null {
  if (text === undefined) return null;
  const names = text.split('\n').flatMap((line) => {
    const name = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(line)?.[1];
    return name === undefined ? [] : [normalizeDistribution(name)];
  });
  return new Set(names);
}
