import type { Condition, Field, JsonStep, OrderTerm, SelectItem } from './ast.ts';
import { notImplemented, RestError } from './errors.ts';
import { Scanner } from './scanner.ts';
import { readTest } from './test-grammar.ts';

/** `select=`: `a,b:c->d::text,…e(*),f!hint!inner(g)`. */
export function parseSelect(text: string): SelectItem[] {
  const scanner = new Scanner(text, 'select parameter');
  const items = scanner.done ? [] : readItems(scanner);
  scanner.end();
  return items;
}

/** `order=`: `a.desc.nullslast,b->c,embed(d).asc`. */
export function parseOrder(text: string): OrderTerm[] {
  const scanner = new Scanner(text, 'order');
  const terms: OrderTerm[] = [];
  do {
    let field = readField(scanner);
    let embed: string | undefined;
    if (field.path.length === 0 && scanner.eat('(')) {
      embed = field.name;
      field = readField(scanner);
      scanner.expect(')');
    }
    const direction = scanner.match(/\.(asc|desc)(?![\w])/y)?.[1] as OrderTerm['direction'];
    const nulls = scanner.match(/\.nulls(first|last)(?![\w])/y)?.[1] as OrderTerm['nulls'];
    terms.push({ embed, field, direction, nulls });
  } while (scanner.eat(','));
  scanner.end();
  return terms;
}

/** A filter's key: `embed.inner.column->path`, the last name being the column. */
export function parseTarget(key: string): { embeds: string[]; field: Field } {
  const scanner = new Scanner(key, 'tree path');
  const names = [scanner.name()];
  while (scanner.eat('.')) names.push(scanner.name());
  const path = readPath(scanner);
  scanner.end();
  return { embeds: names.slice(0, -1), field: { name: names.at(-1) ?? '', path } };
}

/** A filter's value: `not.eq.5`, `in.(a,"b,c")`, `like(any).{a*,b*}`. */
export function parseFilter(field: Field, value: string): Condition {
  const scanner = new Scanner(value, 'filter');
  const negated = scanner.eat('not.');
  const test = readTest(scanner, 'parameter');
  scanner.end();
  return { kind: 'filter', negated, field, test };
}

/** `or=(a.eq.1,and(b.gt.2,not.or(…)))`; `kind` and `negated` come from the key. */
export function parseLogic(kind: 'and' | 'or', negated: boolean, value: string): Condition {
  const scanner = new Scanner(value, 'logic tree');
  const terms = readTerms(scanner);
  scanner.end();
  return { kind, negated, terms };
}

/** `columns=` and `on_conflict=`. */
export function parseColumns(text: string, what: string): string[] {
  const scanner = new Scanner(text, what);
  const names: string[] = [];
  if (scanner.done) return names;
  do names.push(scanner.name());
  while (scanner.eat(','));
  scanner.end();
  return names;
}

function readItems(scanner: Scanner): SelectItem[] {
  const items: SelectItem[] = [];
  do items.push(readItem(scanner));
  while (scanner.eat(','));
  return items;
}

function readItem(scanner: Scanner): SelectItem {
  scanner.match(/ +/y);
  if (scanner.eat('*'))
    return { kind: 'column', field: { name: '*', path: [] }, alias: undefined, cast: undefined };
  const spread = scanner.eat('...');
  let name = scanner.name();
  let alias: string | undefined;
  if (!scanner.sees('::') && scanner.eat(':')) {
    alias = name;
    scanner.match(/ +/y);
    if (scanner.eat('*')) throw notImplemented('an alias for all columns');
    name = scanner.name();
  }
  if (spread || scanner.sees('(') || scanner.sees('!')) return readEmbed(scanner, name, alias, spread);
  const path = readPath(scanner);
  let cast = readCast(scanner);
  const aggregate = scanner.match(/\.(count|sum|avg|min|max)\(\)/y);
  if (aggregate) throw aggregatesForbidden();
  cast ??= readCast(scanner);
  return { kind: 'column', field: { name, path }, alias, cast };
}

function readCast(scanner: Scanner): string | undefined {
  if (!scanner.eat('::')) return undefined;
  return scanner.match(/[\p{L}_][\p{L}\p{N}_ ]*(?:\[\])?/uy)?.[0].trim() ?? scanner.fail('a type name');
}

function readEmbed(scanner: Scanner, name: string, alias: string | undefined, spread: boolean): SelectItem {
  let hint: string | undefined;
  let inner = false;
  while (scanner.eat('!')) {
    const modifier = scanner.name();
    if (modifier === 'inner') inner = true;
    else if (modifier !== 'left') hint = modifier;
  }
  scanner.expect('(');
  if (name === 'count' && !hint && !inner && scanner.sees(')')) throw aggregatesForbidden();
  const items = scanner.sees(')') ? [] : readItems(scanner);
  scanner.expect(')');
  return { kind: 'embed', name, alias, hint, inner, spread, items };
}

/** Hosted projects have `db-aggregates-enabled` off. */
function aggregatesForbidden(): RestError {
  return new RestError(400, 'PGRST123', 'Use of aggregate functions is not allowed');
}

function readField(scanner: Scanner): Field {
  const name = scanner.name();
  return { name, path: readPath(scanner) };
}

function readPath(scanner: Scanner): JsonStep[] {
  const steps: JsonStep[] = [];
  while (scanner.sees('->')) {
    const arrow = scanner.eat('->>') ? '->>' : '->';
    if (arrow === '->') scanner.expect('->');
    const index = scanner.match(/-?\d+(?=->|::|[.,)]|$)/y)?.[0];
    steps.push({ arrow, key: index === undefined ? scanner.name() : Number(index) });
  }
  return steps;
}

function readTerms(scanner: Scanner): Condition[] {
  scanner.expect('(');
  const terms: Condition[] = [];
  do {
    scanner.match(/ +/y);
    terms.push(readTerm(scanner));
  } while (scanner.eat(','));
  scanner.expect(')');
  return terms;
}

function readTerm(scanner: Scanner): Condition {
  const group = scanner.match(/(not\.)?(and|or)(?=\()/y);
  if (group) {
    return {
      kind: group[2] === 'or' ? 'or' : 'and',
      negated: group[1] !== undefined,
      terms: readTerms(scanner),
    };
  }
  const field = readField(scanner);
  scanner.expect('.');
  const negated = scanner.eat('not.');
  return { kind: 'filter', negated, field, test: readTest(scanner, 'tree') };
}
