import { type Problem, visibleNames } from './check-imports.ts';
import type { ClassShape, Library, Parameters } from './read-library.ts';
import type { Project } from './read-project.ts';
import { afterTypeArguments, closeOf, isIdentifier, splitByCommas, textAt } from './token-ranges.ts';
import type { Token } from './tokenize.ts';

interface Call {
  readonly shape: ClassShape;
  /** '' for the unnamed constructor. */
  readonly constructor: string;
  readonly offset: number;
  readonly given: Arguments;
}

interface Arguments {
  readonly positional: number;
  /** Named arguments and where they stand. */
  readonly named: ReadonlyMap<string, number>;
}

/** Calls of the project's own constructors whose arguments the constructor does not take, and names it does not have. */
export function checkCalls(path: string, library: Library, project: Project): Problem[] {
  const homes = visibleNames(path, library, project);
  const patterns = patternRanges(library.tokens);
  const problems: Problem[] = [];
  for (let at = library.bodyStart; at < library.tokens.length; at += 1) {
    const token = library.tokens[at];
    if (!isIdentifier(token) || library.constructorNames.has(at)) continue;
    const home = homes.get(token.text);
    const shape = home === undefined ? undefined : project.libraries.get(home)?.classes.get(token.text);
    if (shape === undefined || isQualified(library.tokens, at)) continue;
    const member = memberAfter(library.tokens, at);
    if (member !== null && !hasMember(shape, member.text)) {
      problems.push({
        offset: member.offset,
        code: 'undefined_member',
        severity: 'error',
        message: `'${shape.name}' has no member named '${member.text}'.`,
      });
      continue;
    }
    const call = callAt(library.tokens, at, shape);
    if (call !== null && !patterns.some(([from, to]) => at >= from && at < to)) {
      const parameters = shape.constructors.get(call.constructor);
      if (parameters !== undefined) problems.push(...checkArguments(call, parameters));
    }
  }
  return [...problems, ...checkSuperCalls(library, project, homes)];
}

/** Constructors whose superclass is of the project must hand it what it asks for. */
function checkSuperCalls(library: Library, project: Project, homes: ReadonlyMap<string, string>): Problem[] {
  return [...library.classes.values()].flatMap((shape) => {
    const home = shape.superclass === null ? undefined : homes.get(shape.superclass);
    const parent =
      home === undefined ? undefined : project.libraries.get(home)?.classes.get(shape.superclass ?? '');
    if (parent === undefined) return [];
    return shape.superCalls.flatMap((given) => {
      const parameters = parent.constructors.get(given.constructor);
      const call = { shape: parent, constructor: given.constructor, offset: given.offset, given };
      return parameters === undefined ? [] : checkArguments(call, parameters);
    });
  });
}

function callAt(tokens: readonly Token[], at: number, shape: ClassShape): Call | null {
  const offset = tokens[at]?.offset ?? 0;
  if (shape.kind !== 'class') return null;
  let next = afterTypeArguments(tokens, at + 1);
  let name = '';
  if (textAt(tokens, next) === '.') {
    name = textAt(tokens, next + 1);
    if (!shape.constructors.has(name)) return null;
    next += 2;
  }
  if (textAt(tokens, next) !== '(') return null;
  const previous = textAt(tokens, at - 1);
  const after = textAt(tokens, closeOf(tokens, next) + 1);
  const isPattern = after === '=>' || after === 'when' || ['final', 'var'].includes(previous);
  return isPattern ? null : { shape, constructor: name, offset, given: readArguments(tokens, next) };
}

function readArguments(tokens: readonly Token[], open: number): Arguments {
  const named = new Map<string, number>();
  let positional = 0;
  for (const [from] of splitByCommas(tokens, open + 1, closeOf(tokens, open))) {
    const name = tokens[from];
    if (isIdentifier(name) && textAt(tokens, from + 1) === ':') named.set(name.text, name.offset);
    else positional += 1;
  }
  return { positional, named };
}

function checkArguments(call: Call, parameters: Parameters): Problem[] {
  const { shape, offset, given } = call;
  const { positional } = given;
  const problems: Problem[] = [];
  for (const [name, place] of given.named) {
    if (parameters.named.has(name)) continue;
    problems.push({
      offset: place,
      code: 'undefined_named_parameter',
      severity: 'error',
      message: `The constructor of '${shape.name}' has no parameter named '${name}'.`,
    });
  }
  for (const [name, required] of parameters.named) {
    if (!required || given.named.has(name)) continue;
    problems.push({
      offset,
      code: 'missing_required_argument',
      severity: 'error',
      message: `The named parameter '${name}' of '${shape.name}' is required, but there's no argument for it.`,
    });
  }
  if (positional < parameters.required || positional > parameters.positional) {
    const isTooMany = positional > parameters.positional;
    const expected = isTooMany ? parameters.positional : parameters.required;
    problems.push({
      offset,
      code: isTooMany ? 'extra_positional_arguments' : 'not_enough_positional_arguments',
      severity: 'error',
      message: `'${shape.name}' takes ${expected} positional arguments, but ${positional} are given.`,
    });
  }
  return problems;
}

/** `Routes.home`: the static member of a project class; null where the class name stands for something else. */
function memberAfter(tokens: readonly Token[], at: number): Token | null {
  const member = tokens[at + 2];
  return textAt(tokens, at + 1) === '.' && isIdentifier(member) ? member : null;
}

function hasMember(shape: ClassShape, name: string): boolean {
  const inherited = shape.kind === 'enum' ? ['values', 'new', 'toString'] : ['new', 'toString'];
  return shape.members.has(name) || inherited.includes(name);
}

/** `prefix.Class` and `object.Class` are somebody else's. */
function isQualified(tokens: readonly Token[], at: number): boolean {
  return ['.', '?.'].includes(textAt(tokens, at - 1));
}

/** Ranges after `case`, up to what ends the pattern: object patterns look like calls. */
function patternRanges(tokens: readonly Token[]): [number, number][] {
  const ranges: [number, number][] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'identifier' || token.text !== 'case') return;
    let at = index + 1;
    while (at < tokens.length) {
      const text = textAt(tokens, at);
      if ([':', 'when', ')', '}', ']', ';'].includes(text)) break;
      at = ['(', '[', '{'].includes(text) ? closeOf(tokens, at) + 1 : at + 1;
    }
    ranges.push([index, at]);
  });
  return ranges;
}
