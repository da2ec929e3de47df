import { Environment, type ParseResult } from '@marcbachmann/cel-js';

/**
 * Whether a CEL condition holds. An evaluation error, a missing field for one, counts as "no": two events that both lack the
 * compared field therefore do not match each other.
 */
export function matches(expression: string | undefined, variables: ExpressionVariables): boolean {
  return expression === undefined || expression === '' || evaluate(expression, variables) === true;
}

/** The value of a CEL expression as JSON would hold it; undefined when it cannot be evaluated. */
export function evaluate(expression: string, variables: ExpressionVariables): unknown {
  try {
    const value: unknown = compile(expression)(variables);
    return typeof value === 'bigint' ? Number(value) : value;
  } catch {
    return undefined;
  }
}

/** @throws ParseError when the text is not CEL */
export function checkExpression(expression: string): void {
  compile(expression);
}

/** `event` is what started the run, `async` what arrived later. */
export interface ExpressionVariables {
  readonly event: object;
  readonly async?: object;
}

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
const compiled = new Map<string, ParseResult>();

function compile(expression: string): ParseResult {
  let program = compiled.get(expression);
  if (program === undefined) {
    program = environment.parse(expression);
    // An `if` of waitForEvent may hold interpolated values, so the texts are unbounded in number.
    if (compiled.size >= 1_000) compiled.clear();
    compiled.set(expression, program);
  }
  return program;
}
