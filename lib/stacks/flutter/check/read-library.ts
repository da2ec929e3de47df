import { readSuperCall, type SuperCall } from './read-super-call.ts';
import { afterTypeArguments, closeOf, isIdentifier, splitByCommas, textAt } from './token-ranges.ts';
import { type Token, tokenize } from './tokenize.ts';

export interface Directive {
  readonly kind: 'import' | 'export' | 'part';
  readonly uri: string;
  readonly offset: number;
  readonly prefix: string | null;
  readonly show: readonly NamedPlace[];
  readonly hide: readonly NamedPlace[];
}

export interface NamedPlace {
  readonly name: string;
  readonly offset: number;
}

export interface Parameters {
  /** How many positional arguments must be, and may be given. */
  readonly required: number;
  readonly positional: number;
  /** Named parameters, and whether they must be given. */
  readonly named: ReadonlyMap<string, boolean>;
}

export interface ClassShape {
  readonly name: string;
  readonly kind: 'class' | 'mixin' | 'enum' | 'extension';
  /** By constructor name; the unnamed one is ''. A class that declares none has the default one. */
  readonly constructors: ReadonlyMap<string, Parameters>;
  readonly superclass: string | null;
  /** What each generative constructor passes on to `superclass`. */
  readonly superCalls: readonly SuperCall[];
  /** Every identifier that stands directly in the body: a superset of the members' names. */
  readonly members: ReadonlySet<string>;
}

/** What other files and the checks need to know about one Dart file. */
export interface Library {
  readonly tokens: readonly Token[];
  /** Index of the first token after the directives. */
  readonly bodyStart: number;
  readonly directives: readonly Directive[];
  /** URI of the library that this file is a part of; null for libraries. */
  readonly partOf: string | null;
  /** Names that doc comments refer to in brackets, which count as uses. */
  readonly documented: ReadonlySet<string>;
  readonly classes: ReadonlyMap<string, ClassShape>;
  /** Every top-level name, private ones included. */
  readonly declared: ReadonlySet<string>;
  /** Indices of tokens where a constructor is declared, which look like calls of it. */
  readonly constructorNames: ReadonlySet<number>;
}

const typeKeywords = new Set(['class', 'mixin', 'enum', 'extension']);

export function readLibrary(source: string): Library {
  const tokens = tokenize(source);
  const { directives, partOf, end } = readDirectives(tokens);
  const classes = new Map<string, ClassShape>();
  const declared = new Set<string>();
  const constructorNames = new Set<number>();
  let at = end;
  while (at < tokens.length) {
    const text = textAt(tokens, at);
    if (text === 'typedef') {
      const name = tokens[at + 1];
      if (isIdentifier(name)) declared.add(name.text);
      at = indexOfText(tokens, at, ';') + 1;
    } else if (typeKeywords.has(text) && isIdentifier(tokens[at + 1])) {
      const open = indexOfText(tokens, at, '{');
      const close = closeOf(tokens, open);
      const shape = readClass(tokens, at, open, close, constructorNames);
      classes.set(shape.name, shape);
      declared.add(shape.name);
      at = close + 1;
    } else {
      at = readTopLevel(tokens, at, declared);
    }
  }
  const documented = documentedNames(source);
  return { tokens, bodyStart: end, directives, partOf, documented, classes, declared, constructorNames };
}

function readDirectives(tokens: readonly Token[]): {
  directives: Directive[];
  partOf: string | null;
  end: number;
} {
  const directives: Directive[] = [];
  let partOf: string | null = null;
  let at = 0;
  while (at < tokens.length) {
    const text = textAt(tokens, at);
    if (text === '@') {
      at = textAt(tokens, at + 2) === '(' ? closeOf(tokens, at + 2) + 1 : at + 2;
      continue;
    }
    if (!['import', 'export', 'part', 'library'].includes(text)) break;
    const end = indexOfText(tokens, at, ';');
    const uri = tokens.slice(at, end).find((token) => token.kind === 'string');
    if (text === 'part' && textAt(tokens, at + 1) === 'of') {
      partOf = uri?.text ?? null;
    } else if (text !== 'library' && uri !== undefined) {
      directives.push({
        kind: text as Directive['kind'],
        uri: uri.text,
        offset: uri.offset,
        prefix: prefixOf(tokens, at, end),
        show: combinator(tokens, at, end, 'show'),
        hide: combinator(tokens, at, end, 'hide'),
      });
    }
    at = end + 1;
  }
  return { directives, partOf, end: at };
}

function documentedNames(source: string): Set<string> {
  const names = new Set<string>();
  for (const [, comment = ''] of source.matchAll(/^\s*\/\/\/(.*)$/gm)) {
    for (const [, name = ''] of comment.matchAll(/\[([A-Za-z_$][\w$]*)/g)) names.add(name);
  }
  return names;
}

function prefixOf(tokens: readonly Token[], from: number, to: number): string | null {
  for (let at = from; at < to; at += 1) if (textAt(tokens, at) === 'as') return textAt(tokens, at + 1);
  return null;
}

function combinator(tokens: readonly Token[], from: number, to: number, word: string): NamedPlace[] {
  const names: NamedPlace[] = [];
  let inside = false;
  for (const token of tokens.slice(from, to)) {
    if (token.kind !== 'identifier') continue;
    if (['show', 'hide', 'as', 'deferred'].includes(token.text)) inside = token.text === word;
    else if (inside) names.push({ name: token.text, offset: token.offset });
  }
  return names;
}

function readClass(
  tokens: readonly Token[],
  keyword: number,
  open: number,
  close: number,
  constructorNames: Set<number>,
): ClassShape {
  const word = textAt(tokens, keyword) as ClassShape['kind'];
  const second = textAt(tokens, keyword + 1);
  const named = second === 'class' || second === 'type' ? keyword + 2 : keyword + 1;
  const name = textAt(tokens, named);
  const constructors = new Map<string, Parameters>();
  const members = new Set<string>();
  const superCalls: SuperCall[] = [];
  let at = open + 1;
  while (at < close) {
    const token = tokens[at];
    if (token?.kind === 'identifier') {
      members.add(token.text);
      const declaration = token.text === name ? constructorAt(tokens, at, open) : null;
      if (declaration !== null) {
        constructors.set(declaration.name, readParameters(tokens, declaration.open));
        constructorNames.add(at);
        const superCall = readSuperCall(tokens, at, declaration.open);
        if (superCall !== null) superCalls.push(superCall);
        if (declaration.name !== '') members.add(declaration.name);
        at = closeOf(tokens, declaration.open) + 1;
        continue;
      }
    }
    const text = textAt(tokens, at);
    at = ['(', '[', '{', '${'].includes(text) ? closeOf(tokens, at) + 1 : at + 1;
  }
  if (constructors.size === 0) {
    constructors.set('', { required: 0, positional: 0, named: new Map() });
    superCalls.push({ constructor: '', offset: tokens[named]?.offset ?? 0, positional: 0, named: new Map() });
  }
  const kind = second === 'class' || second === 'type' ? 'class' : word;
  const superclass = superclassOf(tokens, named, open);
  return { name, kind, constructors, superclass, superCalls, members };
}

function superclassOf(tokens: readonly Token[], from: number, to: number): string | null {
  for (let at = from + 1; at < to; at = Math.max(at + 1, afterTypeArguments(tokens, at))) {
    if (textAt(tokens, at) === 'extends') return textAt(tokens, at + 1);
  }
  return null;
}

/** A constructor declaration begins a member, or follows `const` or `factory`. */
function constructorAt(
  tokens: readonly Token[],
  at: number,
  bodyOpen: number,
): { name: string; open: number } | null {
  let before = at - 1;
  while (['const', 'factory', 'external'].includes(textAt(tokens, before))) before -= 1;
  const previous = textAt(tokens, before);
  let annotation = before;
  while (textAt(tokens, annotation - 1) === '.') annotation -= 2;
  const annotated = textAt(tokens, annotation - 1) === '@';
  if (before !== bodyOpen && ![';', '}', ')'].includes(previous) && !annotated) return null;
  if (textAt(tokens, at + 1) === '(') return { name: '', open: at + 1 };
  if (textAt(tokens, at + 1) === '.' && textAt(tokens, at + 3) === '(') {
    return { name: textAt(tokens, at + 2), open: at + 3 };
  }
  return null;
}

function readParameters(tokens: readonly Token[], open: number): Parameters {
  const close = closeOf(tokens, open);
  let required = 0;
  let positional = 0;
  const named = new Map<string, boolean>();
  for (const [from] of splitByCommas(tokens, open + 1, close)) {
    const first = textAt(tokens, from);
    if (first === '[') {
      positional += splitByCommas(tokens, from + 1, closeOf(tokens, from)).length;
    } else if (first === '{') {
      for (const [start, end] of splitByCommas(tokens, from + 1, closeOf(tokens, from))) {
        const isRequired = tokens.slice(start, end).some((token) => token.text === 'required');
        named.set(parameterName(tokens, start, end), isRequired);
      }
    } else {
      required += 1;
      positional += 1;
    }
  }
  return { required, positional, named };
}

/** The last identifier outside brackets and before a default value. */
function parameterName(tokens: readonly Token[], from: number, to: number): string {
  let name = '';
  let at = from;
  while (at < to && textAt(tokens, at) !== '=') {
    const token = tokens[at];
    if (isIdentifier(token)) name = token.text;
    const afterTypes = afterTypeArguments(tokens, at);
    if (afterTypes > at) at = afterTypes;
    else at = ['(', '[', '{'].includes(textAt(tokens, at)) ? closeOf(tokens, at) + 1 : at + 1;
  }
  return name;
}

/** Skips one function or variable declaration and notes what it declares. */
function readTopLevel(tokens: readonly Token[], from: number, declared: Set<string>): number {
  let at = from;
  while (at < tokens.length) {
    const text = textAt(tokens, at);
    const token = tokens[at];
    if (isIdentifier(token) && typeKeywords.has(text) && isIdentifier(tokens[at + 1])) return at;
    const afterTypes = afterTypeArguments(tokens, at);
    if (afterTypes > at) {
      at = afterTypes;
      continue;
    }
    const next = textAt(tokens, afterTypeArguments(tokens, at + 1));
    if (isIdentifier(token) && ['(', '=', ';', '=>', '{'].includes(next)) declared.add(text);
    if (text === ';') return at + 1;
    if (text === '=' || text === '=>') return skipExpression(tokens, at);
    if (text === '(' || text === '[') at = closeOf(tokens, at);
    if (text === '{') return closeOf(tokens, at) + 1;
    at += 1;
  }
  return at;
}

function skipExpression(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length && textAt(tokens, at) !== ';') {
    at = ['(', '[', '{', '${'].includes(textAt(tokens, at)) ? closeOf(tokens, at) + 1 : at + 1;
  }
  return at + 1;
}

function indexOfText(tokens: readonly Token[], from: number, text: string): number {
  for (let at = from; at < tokens.length; at += 1) if (textAt(tokens, at) === text) return at;
  return tokens.length;
}
