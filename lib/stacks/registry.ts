import { AppError } from '../core/errors.ts';
import { fastapi } from './fastapi/stack.ts';
import { flutter } from './flutter/stack.ts';
import type { Stack } from './stack.ts';

/** A stack is added by a folder beside this file and a line here; the first is the default. */
export const stacks: readonly Stack[] = [fastapi, flutter];

/** Throws `unknown_stack`, naming those there are. */
export function findStack(id: string): Stack {
  const found = stacks.find((stack) => stack.id === id);
  if (found !== undefined) return found;
  throw new AppError('unknown_stack', `There is no stack “${id.slice(0, 40)}”.`, {
    hint: `Choose one of: ${stacks.map((stack) => stack.id).join(', ')}.`,
  });
}
