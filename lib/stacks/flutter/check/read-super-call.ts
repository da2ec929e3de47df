import { closeOf, isIdentifier, splitByCommas, textAt } from './token-ranges.ts';
import type { Token } from './tokenize.ts';

/** The arguments that a constructor hands to its superclass, by `super.name` parameters and by `: super(…)`. */
export interface SuperCall {
  /** '' for the unnamed constructor. */
  readonly constructor: string;
  readonly offset: number;
  readonly positional: number;
  /** Named arguments and where they stand. */
  readonly named: ReadonlyMap<string, number>;
}

/** Null for factories and redirecting constructors, which call no superclass. `at` is the constructor's class name. */
export function readSuperCall(tokens: readonly Token[], at: number, open: number): SuperCall | null {
  if (textAt(tokens, at - 1) === 'factory' || textAt(tokens, at - 2) === 'factory') return null;
  const close = closeOf(tokens, open);
  const named = new Map<string, number>();
  let positional = readSuperParameters(tokens, open + 1, close, named);
  const call = textAt(tokens, close + 1) === ':' ? findSuperCall(tokens, close + 2) : null;
  if (call === 'redirects') return null;
  if (call !== null) {
    for (const [from] of splitByCommas(tokens, call.open + 1, closeOf(tokens, call.open))) {
      const name = tokens[from];
      if (isIdentifier(name) && textAt(tokens, from + 1) === ':') named.set(name.text, name.offset);
      else positional += 1;
    }
  }
  const offset = tokens[call?.open ?? at]?.offset ?? 0;
  return { constructor: call?.name ?? '', offset, positional, named };
}

/** Notes the named `super.x` parameters and returns how many positional ones there are. */
function readSuperParameters(
  tokens: readonly Token[],
  from: number,
  to: number,
  named: Map<string, number>,
): number {
  let positional = 0;
  for (const [start, end] of splitByCommas(tokens, from, to)) {
    const first = textAt(tokens, start);
    const isNamedGroup = first === '{';
    const parts: [number, number][] =
      isNamedGroup || first === '['
        ? splitByCommas(tokens, start + 1, closeOf(tokens, start))
        : [[start, end]];
    for (const [partStart, partEnd] of parts) {
      const at = tokens.slice(partStart, partEnd).findIndex((token) => token.text === 'super');
      const name = at < 0 ? undefined : tokens[partStart + at + 2];
      if (name === undefined) continue;
      if (isNamedGroup) named.set(name.text, name.offset);
      else positional += 1;
    }
  }
  return positional;
}

/** The `super(…)` or `super.name(…)` among the initializers that start at `from`. */
function findSuperCall(
  tokens: readonly Token[],
  from: number,
): { name: string; open: number } | 'redirects' | null {
  let at = from;
  while (at < tokens.length && !['{', ';', '=>'].includes(textAt(tokens, at))) {
    const text = textAt(tokens, at);
    const next = textAt(tokens, at + 1);
    const isNamed = next === '.' && textAt(tokens, at + 3) === '(';
    if (text === 'this' && (next === '(' || isNamed)) return 'redirects';
    if (text === 'super' && next === '(') return { name: '', open: at + 1 };
    if (text === 'super' && isNamed) return { name: textAt(tokens, at + 2), open: at + 3 };
    at = ['(', '['].includes(text) ? closeOf(tokens, at) + 1 : at + 1;
  }
  return null;
}
