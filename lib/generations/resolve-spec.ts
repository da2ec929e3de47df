import { AppError } from '../core/errors.ts';
import { parseSpec } from '../specs/parse-spec.ts';
import { readSpec } from '../specs/read-spec.ts';
import type { AppSpec } from '../specs/schemas.ts';
import { findStack, stacks } from '../stacks/registry.ts';
import type { Stack } from '../stacks/stack.ts';

export interface ResolvedSpec {
  readonly stack: Stack;
  readonly spec: AppSpec;
  /** How the prompt was understood, in sentences for people. */
  readonly notes: readonly string[];
}

/**
 * The spec that will be generated: the given one, else what the prompt says, held against the rules of every app and of
 * the stack. Throws `invalid_spec` with all issues, `invalid_input` when the prompt says nothing, `unknown_stack`.
 */
export function resolveSpec(input: { prompt: string; spec?: unknown; stack?: string }): ResolvedSpec {
  const stack = findStack(input.stack ?? stackOf(input.spec) ?? stacks[0]?.id ?? '');
  const read =
    input.spec === undefined
      ? readSpec(input.prompt, { stack: stack.id })
      : { spec: parseSpec(withStack(input.spec, stack.id)), notes: [] };
  const spec = parseSpec(read.spec);
  const issues = stack.validate(spec).filter((issue) => issue.severity === 'error');
  const first = issues[0];
  if (first !== undefined) throw new AppError('invalid_spec', first.message, { issues });
  return { stack, spec, notes: read.notes };
}

function stackOf(spec: unknown): string | undefined {
  if (typeof spec !== 'object' || spec === null || !('stack' in spec)) return undefined;
  return typeof spec.stack === 'string' ? spec.stack : undefined;
}

/** The stack chosen beside the spec wins: one spec serves several stacks (A11). */
function withStack(spec: unknown, stack: string): unknown {
  return typeof spec === 'object' && spec !== null && !Array.isArray(spec) ? { ...spec, stack } : spec;
}
