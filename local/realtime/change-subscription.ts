import { z } from 'zod';

/** What a client asks for in `config.postgres_changes`; echoed to it as it came. */
export const changeRequestSchema = z.looseObject({
  event: z.enum(['*', 'INSERT', 'UPDATE', 'DELETE']),
  schema: z.string(),
  table: z.string().optional(),
  filter: z.string().optional(),
});
export type ChangeRequest = z.infer<typeof changeRequestSchema>;

export interface ChangeFilter {
  readonly column: string;
  /** An SQL comparison, held by the row when it holds for any (or, for `<>`, the only) operand. */
  readonly comparison: '=' | '<>' | '<' | '<=' | '>' | '>=';
  readonly operands: readonly string[];
}

export interface ChangeSubscription {
  /** The client matches its bindings by this; must be truthy. */
  readonly id: number;
  readonly request: ChangeRequest;
  readonly filter: ChangeFilter | null;
}

const comparisons = { eq: '=', neq: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=', in: '=' } as const;

let lastId = 0;

/** Throws an `Error` whose message names what is not supported or not understood. */
export function createChangeSubscription(request: ChangeRequest): ChangeSubscription {
  if (Array.isArray(request.select) && request.select.length > 0) {
    throw new Error('"select" in postgres_changes is not supported by the embedded Realtime');
  }
  const filter = request.filter === undefined || request.filter === '' ? null : parseFilter(request.filter);
  lastId += 1;
  return { id: lastId, request, filter };
}

/** Reads `column=operator.value`, the form before conditions could be joined. */
export function parseFilter(text: string): ChangeFilter {
  const [, column, operator, value] = /^([^=]+)=([a-z]+)\.(.*)$/s.exec(text) ?? [];
  if (column === undefined || operator === undefined || value === undefined) {
    throw new Error(`the postgres_changes filter "${text}" is not of the form column=operator.value`);
  }
  if (!Object.hasOwn(comparisons, operator)) {
    throw new Error(
      `the operator "${operator}" in postgres_changes is not supported by the embedded Realtime, which knows ${Object.keys(comparisons).join(', ')}`,
    );
  }
  if (/,[^,=()]+=(not\.)?[a-z]+\./.test(value)) {
    throw new Error('joined conditions in postgres_changes are not supported by the embedded Realtime');
  }
  const comparison = comparisons[operator as keyof typeof comparisons];
  return { column, comparison, operands: operator === 'in' ? parseList(value) : [unquote(value)] };
}

function parseList(value: string): string[] {
  const [, list] = /^\((.*)\)$/s.exec(value) ?? [];
  if (list === undefined)
    throw new Error(`the list "${value}" in postgres_changes must stand in parentheses`);
  return (list.match(/"(?:\\.|[^"\\])*"|[^,]+/gs) ?? []).map((item) => unquote(item.trim()));
}

function unquote(value: string): string {
  return /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}
