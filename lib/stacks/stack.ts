import type { AppSpec, SpecIssue } from '../specs/schemas.ts';

/** A file that a phase promises. `path` is relative, POSIX, NFC. `purpose` is a short phrase for people and models. */
export interface FileTarget {
  readonly path: string;
  readonly purpose: string;
}

/** `core`, `support`, `main` or `entity:<EntityName>` (the entity's name as the spec has it). */
export type StackPhaseKey = 'core' | 'support' | 'main' | `entity:${string}`;

export interface StackPhase {
  readonly key: StackPhaseKey;
  /** A few words for people: `Post: model, schema, repository, router`. */
  readonly title: string;
  /** Entity name for entity phases, else null. */
  readonly entity: string | null;
  /** Keys that must be committed before this one starts. Entity phases never name each other. */
  readonly after: readonly StackPhaseKey[];
  readonly targets: readonly FileTarget[];
}

/** Whole text files by path. */
export type ProjectFiles = ReadonlyMap<string, string>;

/** One shape for every checker. `line` and `column` are 1-based; null where the finding concerns the file as a whole. */
export interface Finding {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  /** Who found it: `ruff`, `dart_format`, `imports`, `pyright` … */
  readonly tool: string;
}

/**
 * What can be generated. A stack is pure knowledge: it starts no process and touches no disk. Everything that
 * knows the stack's language, file layout or tools is behind this interface.
 */
export interface Stack {
  readonly id: string;
  /** As people say it: `FastAPI backend`. */
  readonly title: string;
  /** One sentence for the picker. */
  readonly summary: string;
  /** Changes whenever a blueprint's output can change; part of each phase's input hash. */
  readonly version: string;
  /** Name of the template directory below INTEGRATION_PATH. */
  readonly template: string;

  /** What this stack cannot accept in a spec that is valid in itself: reserved words, clashing file names … */
  validate(spec: AppSpec): SpecIssue[];
  /** The phases in the order in which people read them. Deterministic; paths are unique over all phases. */
  plan(spec: AppSpec): StackPhase[];
  /** The blueprint of one target, formatted as the stack's own formatter leaves it. Pure: same spec, same bytes. */
  render(spec: AppSpec, path: string): Promise<string>;
  /** Formats one file if the stack knows its type, else returns it unchanged. Throws `SyntaxError` when it does not parse. */
  format(path: string, text: string): Promise<string>;
  /**
   * Static checks without a toolchain over the whole tree: syntax, imports, declared packages. `only` narrows the
   * findings (not the context) to these paths.
   */
  check(files: ProjectFiles, options?: { only?: readonly string[] }): Promise<Finding[]>;
  /** Shell lines for the README and the result page: how to install, test and run what was generated. */
  readonly commands: { readonly install: string; readonly test: string; readonly run: string };
}
