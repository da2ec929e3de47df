import { quoteIdentifier } from '../db/identifier.ts';
import { notImplemented, RestError } from './errors.ts';
import type { Argument, DatabaseFunction, SchemaCache } from './schema.ts';
import { qualified, type SqlText } from './sql-text.ts';
import type { JsonBody } from './write-sql.ts';

/** What a function is called with: named texts from a URL, or a JSON object. */
export type CallArguments =
  | { readonly kind: 'url'; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'json'; readonly body: JsonBody };

/** Column that a scalar result has in the source. */
export const SCALAR = '_value';

/** A statement that gives the function's rows, columns as it names them. */
export function callSql(sql: SqlText, fn: DatabaseFunction, args: CallArguments): string {
  const columns = fn.returns === 'row' ? '' : ` (${quoteIdentifier(SCALAR)})`;
  const target = qualified(fn.schema, fn.name);
  const given = fn.arguments.filter(({ name }) => names(args).includes(name));
  if (args.kind === 'url' || given.length === 0) {
    const values = args.kind === 'url' ? args.values : new Map<string, string>();
    const list = given.map(({ name, type }) => {
      return `${quoteIdentifier(name)} := ${sql.value(values.get(name) ?? '')}::${type}`;
    });
    return `select _call.* from ${target}(${list.join(', ')}) as _call${columns}`;
  }
  const types = given.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`).join(', ');
  const list = given.map(({ name }) => `${quoteIdentifier(name)} := _args.${quoteIdentifier(name)}`);
  const record = `json_to_record(${sql.value(args.body.text)}::json) as _args (${types})`;
  return `select _call.* from ${record}, lateral ${target}(${list.join(', ')}) as _call${columns}`;
}

/** The one function of that name that takes exactly these arguments, defaults aside. Throws PGRST202, PGRST203. */
export function findFunction(
  cache: SchemaCache,
  schema: string,
  name: string,
  args: CallArguments,
): DatabaseFunction {
  const given = names(args);
  const candidates = cache.functions(schema, name);
  const fitting = candidates.filter((candidate) => takes(candidate.arguments, given));
  const [first, ...others] = fitting;
  if (first && others.length === 0) {
    if (first.arguments.some(({ variadic }) => variadic)) throw notImplemented('variadic functions');
    return first;
  }
  if (first) {
    const list = fitting.map(({ arguments: all }) => {
      return `${schema}.${name}(${all.map((argument) => `${argument.name} => ${argument.type}`).join(', ')})`;
    });
    throw new RestError(
      300,
      'PGRST203',
      `Could not choose the best candidate function between: ${list.join(', ')}`,
      {
        hint: 'Try renaming the parameters or the function itself in the database so function overloading can be resolved',
      },
    );
  }
  if (candidates.some(({ arguments: all }) => all.length === 1 && all[0]?.name === '')) {
    throw notImplemented(`functions with a single unnamed parameter ('${name}')`);
  }
  throw notFound(cache, schema, name, given);
}

/** Names that URL parameters may have to count as arguments rather than filters. */
export function argumentNames(cache: SchemaCache, schema: string, name: string): Set<string> {
  return new Set(
    cache.functions(schema, name).flatMap((fn) => fn.arguments.map((argument) => argument.name)),
  );
}

function names(args: CallArguments): readonly string[] {
  return args.kind === 'url' ? [...args.values.keys()] : args.body.keys;
}

function takes(all: readonly Argument[], given: readonly string[]): boolean {
  const known = new Set(all.map(({ name }) => name));
  return (
    given.every((name) => known.has(name)) &&
    all.every(({ name, optional }) => name !== '' && (optional || given.includes(name)))
  );
}

function notFound(cache: SchemaCache, schema: string, name: string, given: readonly string[]): RestError {
  const full = `${schema}.${name}`;
  const list = [...given].sort().join(', ');
  const searched =
    given.length > 0
      ? `with parameter${given.length > 1 ? 's' : ''} ${list} or with a single unnamed json/jsonb parameter`
      : 'without parameters';
  return new RestError(
    404,
    'PGRST202',
    `Could not find the function ${full}${given.length > 0 ? `(${list})` : ' without parameters'} in the schema cache`,
    {
      details: `Searched for the function ${full} ${searched}, but no matches were found in the schema cache.`,
      hint: closest(
        cache.functionNames(schema),
        name,
        (other) => `Perhaps you meant to call the function ${schema}.${other}`,
      ),
    },
  );
}

/** A hint with the name that is nearest, when one is near enough to be a slip. */
export function closest(
  candidates: readonly string[],
  wanted: string,
  say: (name: string) => string,
): string | null {
  let best: { name: string; distance: number } | undefined;
  for (const name of candidates) {
    const distance = editDistance(name, wanted);
    if (name !== wanted && distance < (best?.distance ?? 1 + wanted.length / 3)) best = { name, distance };
  }
  return best ? say(best.name) : null;
}

/** Levenshtein's, over strings as short as names. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
