import type { Token } from './tokenize.ts';

const opening = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['${', '}'],
]);
const closing = new Set([')', ']', '}']);

export function textAt(tokens: readonly Token[], index: number): string {
  const token = tokens[index];
  return token === undefined || token.kind === 'string' ? '' : token.text;
}

export function isIdentifier(token: Token | undefined): token is Token {
  return token?.kind === 'identifier';
}

/** Index of the bracket that closes the one at `open`; the number of tokens when it is missing. */
export function closeOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    const text = textAt(tokens, index);
    if (opening.has(text)) depth += 1;
    else if (closing.has(text)) {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return tokens.length;
}

/**
 * Index after type arguments that start at `index`, or `index` itself when these are none. `a < b` is told apart by
 * what may stand inside type arguments.
 */
export function afterTypeArguments(tokens: readonly Token[], index: number): number {
  if (textAt(tokens, index) !== '<') return index;
  let depth = 0;
  for (let at = index; at < tokens.length; at += 1) {
    const token = tokens[at];
    const text = textAt(tokens, at);
    if (text === '<') depth += 1;
    else if (text === '>') depth -= 1;
    else if (text === '(' || text === '{' || text === '[') at = closeOf(tokens, at);
    else if (!isIdentifier(token) && ![',', '?', '.'].includes(text)) return index;
    if (depth === 0) return at + 1;
  }
  return index;
}

/** The parts between top-level commas of the range `[from, to)`, as ranges; empty parts are left out. */
export function splitByCommas(tokens: readonly Token[], from: number, to: number): [number, number][] {
  const parts: [number, number][] = [];
  let start = from;
  let at = from;
  while (at < to) {
    const text = textAt(tokens, at);
    const afterTypes = afterTypeArguments(tokens, at);
    if (afterTypes > at) {
      at = afterTypes;
    } else if (opening.has(text)) {
      at = closeOf(tokens, at) + 1;
    } else {
      if (text === ',') {
        if (at > start) parts.push([start, at]);
        start = at + 1;
      }
      at += 1;
    }
  }
  if (to > start) parts.push([start, to]);
  return parts;
}
