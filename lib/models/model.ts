import type { FileOrigin } from '../generations/schemas.ts';
import type { AppSpec } from '../specs/schemas.ts';
import type { FileTarget, ProjectFiles, Stack } from '../stacks/stack.ts';

export interface WriteRequest {
  readonly stack: Stack;
  readonly spec: AppSpec;
  readonly prompt: string;
  readonly targets: readonly FileTarget[];
  /** Files that stand already, for reference. */
  readonly files: ProjectFiles;
}

/** One target answered: with text, or with the reason why not, in words for people. */
export type Written =
  | { readonly path: string; readonly text: string; readonly origin: FileOrigin }
  | { readonly path: string; readonly problem: string };

/**
 * Who writes the code. `write` yields each target at most once, as it comes, and may leave some out; checking, retrying and falling
 * back to blueprints stand around it once (`lib/generations/write-files.ts`). It stops soon after `signal` aborts.
 */
export interface Model {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  write(request: WriteRequest, signal: AbortSignal): AsyncIterable<Written>;
}
