import { COMPARISONS, type ComparisonOperator, TEXT_SEARCHES, type Test } from './ast.ts';
import type { Scanner } from './scanner.ts';

const QUANTIFIABLE = new Set(['eq', 'gt', 'gte', 'lt', 'lte', 'like', 'ilike', 'match', 'imatch']);

/** Where the value stands: alone in a parameter, where it takes all that is left, or between commas in a logic tree. */
type Place = 'parameter' | 'tree';

/** `operator(modifier).value`, without `not.`. */
export function readTest(scanner: Scanner, place: Place): Test {
  const head =
    scanner.match(/([a-z]+)(?:\(([\p{L}\p{N}_]+)\))?\./uy) ?? scanner.fail('operator (eq, gt, ...)');
  const [, operator = '', modifier] = head;
  if (isComparison(operator) && (modifier === undefined || QUANTIFIABLE.has(operator))) {
    return readComparison(scanner, place, operator, modifier);
  }
  if (isTextSearch(operator)) {
    return { kind: 'search', operator, language: modifier, value: readValue(scanner, place) };
  }
  if (modifier !== undefined) return scanner.fail(`no modifier for ${operator}`);
  switch (operator) {
    case 'in':
      return { kind: 'in', values: readList(scanner) };
    case 'is':
      return { kind: 'is', value: readTruth(scanner) };
    case 'isdistinct':
      return { kind: 'distinct', value: readValue(scanner, place) };
    default:
      return scanner.fail('operator (eq, gt, ...)');
  }
}

function readComparison(
  scanner: Scanner,
  place: Place,
  operator: ComparisonOperator,
  modifier: string | undefined,
): Test {
  if (modifier !== undefined && modifier !== 'any' && modifier !== 'all') return scanner.fail('any or all');
  const raw = readValue(scanner, place);
  // `%` is awkward in URLs, so PostgREST lets `*` stand for it.
  const value = operator === 'like' || operator === 'ilike' ? raw.replaceAll('*', '%') : raw;
  return { kind: 'compare', operator, quantifier: modifier, value };
}

function readTruth(scanner: Scanner): Extract<Test, { kind: 'is' }>['value'] {
  const word = scanner.match(/(null|not_null|true|false|unknown)(?!\w)/iy)?.[1]?.toLowerCase();
  if (word === 'not_null') return 'not null';
  if (word === 'null' || word === 'true' || word === 'false' || word === 'unknown') return word;
  return scanner.fail('isVal: (null, not_null, true, false, unknown)');
}

function readList(scanner: Scanner): string[] {
  scanner.expect('(');
  const values: string[] = [];
  if (scanner.eat(')')) return values;
  do values.push(scanner.sees('"') ? scanner.quoted() : (scanner.match(/[^,)]*/y)?.[0] ?? ''));
  while (scanner.eat(','));
  scanner.expect(')');
  return values;
}

function readValue(scanner: Scanner, place: Place): string {
  if (place === 'parameter') return scanner.match(/[\s\S]*/y)?.[0] ?? '';
  if (scanner.sees('"')) return scanner.quoted();
  // An array or range literal keeps its commas.
  const literal = scanner.match(/\{(?:[^{}"]|"(?:[^"\\]|\\[\s\S])*"|\{[^{}]*\})*\}(?=[,)])/y);
  return literal?.[0] ?? scanner.match(/[^,)]*/y)?.[0] ?? '';
}

function isComparison(operator: string): operator is ComparisonOperator {
  return Object.hasOwn(COMPARISONS, operator);
}

function isTextSearch(operator: string): operator is keyof typeof TEXT_SEARCHES {
  return Object.hasOwn(TEXT_SEARCHES, operator);
}
