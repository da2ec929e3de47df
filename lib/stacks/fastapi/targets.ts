import type { FileTarget } from '../stack.ts';
import { formatPython, tidyImports } from './ruff.ts';

/** A promised file together with the pure function that writes it. */
export interface Blueprint extends FileTarget {
  render(): Promise<string>;
}

/**
 * `imports` are whole statements and may offer more than the body uses: what is unused is dropped, the rest sorted, so
 * that a body can vary with the spec without keeping a second list of what it needs.
 */
export interface PythonSource {
  readonly doc: string;
  readonly imports?: readonly string[];
  readonly body?: string;
}

export function pythonFile(path: string, purpose: string, source: () => PythonSource): Blueprint {
  return {
    path,
    purpose,
    async render() {
      const { doc, imports = [], body = '' } = source();
      const head = [`"""${doc}"""`, imports.join('\n')].filter((part) => part !== '').join('\n\n');
      const text = `${head}\n\n\n${body.trim()}\n`;
      return formatPython(path, await tidyImports(text));
    },
  };
}

export function textFile(path: string, purpose: string, source: () => string): Blueprint {
  return { path, purpose, render: async () => `${source().trim()}\n` };
}
