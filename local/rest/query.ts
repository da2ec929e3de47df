import type { SelectItem, Selection } from './ast.ts';
import { RestError } from './errors.ts';
import { parseColumns, parseFilter, parseLogic, parseOrder, parseSelect, parseTarget } from './grammar.ts';
import { notEmbedded } from './select-sql.ts';

/** A request's URL, read. */
export interface Query {
  readonly selection: Selection;
  /** Undefined when not given. */
  readonly columns: readonly string[] | undefined;
  readonly onConflict: readonly string[] | undefined;
}

/** `skip` names parameters that mean something else: a function's arguments. Throws PGRST100, PGRST103, PGRST108. */
export function parseQuery(params: URLSearchParams, skip: ReadonlySet<string> = new Set()): Query {
  const selection = emptySelection(parseSelect(params.get('select') ?? '*'));
  for (const [key, value] of params) {
    if (key === 'select' || key === 'columns' || key === 'on_conflict' || skip.has(key)) continue;
    apply(selection, key, value);
  }
  const columns = params.get('columns');
  const onConflict = params.get('on_conflict');
  return {
    selection,
    columns: columns === null ? undefined : parseColumns(columns, 'columns parameter'),
    onConflict: onConflict ? parseColumns(onConflict, 'on_conflict parameter') : undefined,
  };
}

/** `Range: 0-9` narrows the page of a GET; `limit` and `offset` in the URL win. */
export function applyRange(selection: Selection, header: string | null, params: URLSearchParams): void {
  if (params.has('limit') || params.has('offset')) return;
  const [, first, last] = /^(\d+)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined) return;
  selection.offset = Number(first);
  if (!last) return;
  if (Number(last) < Number(first)) {
    throw unsatisfiable(
      'The lower boundary must be lower than or equal to the upper boundary in the Range header.',
    );
  }
  selection.limit = Number(last) - Number(first) + 1;
}

export function unsatisfiable(details: string): RestError {
  return new RestError(416, 'PGRST103', 'Requested range not satisfiable', { details });
}

function emptySelection(items: readonly SelectItem[]): Selection {
  const embeds = new Map<string, Selection>();
  for (const item of items) {
    if (item.kind === 'embed') embeds.set(item.alias ?? item.name, emptySelection(item.items));
  }
  return { items, conditions: [], order: [], limit: undefined, offset: 0, embeds };
}

function apply(root: Selection, key: string, value: string): void {
  const { embeds, field } = parseTarget(key);
  const isLogic = field.path.length === 0 && (field.name === 'and' || field.name === 'or');
  const negated = isLogic && embeds.at(-1) === 'not';
  if (negated) embeds.pop();
  let selection = root;
  for (const name of embeds) {
    const inner = selection.embeds.get(name);
    if (!inner) throw notEmbedded(name);
    selection = inner;
  }
  if (field.path.length > 0) selection.conditions.push(parseFilter(field, value));
  else if (field.name === 'and' || field.name === 'or') {
    selection.conditions.push(parseLogic(field.name, negated, value));
  } else if (field.name === 'order') selection.order = value === '' ? [] : parseOrder(value);
  else if (field.name === 'limit') selection.limit = wholeNumber('limit', value);
  else if (field.name === 'offset') selection.offset = wholeNumber('offset', value);
  else selection.conditions.push(parseFilter(field, value));
}

function wholeNumber(name: string, value: string): number {
  if (name === 'limit' && /^-\d+$/.test(value)) {
    throw unsatisfiable('Limit should be greater than or equal to zero.');
  }
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw new RestError(400, 'PGRST100', `"failed to parse ${name} (${value})" (line 1, column 1)`, {
      details: `expecting a whole number of zero or more`,
    });
  }
  return number;
}
