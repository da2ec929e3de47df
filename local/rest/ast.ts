/** One step into a JSON value: `->key` or `->>key`; a number is an array index. */
export interface JsonStep {
  readonly arrow: '->' | '->>';
  readonly key: string | number;
}

/** A column and the way into it. `*` is the column of that name. */
export interface Field {
  readonly name: string;
  readonly path: readonly JsonStep[];
}

export interface ColumnItem {
  readonly kind: 'column';
  readonly field: Field;
  readonly alias: string | undefined;
  readonly cast: string | undefined;
}

export interface EmbedItem {
  readonly kind: 'embed';
  readonly name: string;
  readonly alias: string | undefined;
  readonly hint: string | undefined;
  readonly inner: boolean;
  readonly spread: boolean;
  readonly items: readonly SelectItem[];
}

export type SelectItem = ColumnItem | EmbedItem;

export type ComparisonOperator = keyof typeof COMPARISONS;

/** PostgREST's abbreviations and the SQL operators they stand for. */
export const COMPARISONS = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'like',
  ilike: 'ilike',
  match: '~',
  imatch: '~*',
  cs: '@>',
  cd: '<@',
  ov: '&&',
  sl: '<<',
  sr: '>>',
  nxr: '&<',
  nxl: '&>',
  adj: '-|-',
} as const;

/** Text search abbreviations and the functions that read their query. */
export const TEXT_SEARCHES = {
  fts: 'to_tsquery',
  plfts: 'plainto_tsquery',
  phfts: 'phraseto_tsquery',
  wfts: 'websearch_to_tsquery',
} as const;

export type Test =
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly quantifier?: 'any' | 'all';
      readonly value: string;
    }
  | { readonly kind: 'distinct'; readonly value: string }
  | { readonly kind: 'in'; readonly values: readonly string[] }
  | { readonly kind: 'is'; readonly value: 'null' | 'not null' | 'true' | 'false' | 'unknown' }
  | {
      readonly kind: 'search';
      readonly operator: keyof typeof TEXT_SEARCHES;
      readonly language: string | undefined;
      readonly value: string;
    };

export type Condition =
  | { readonly kind: 'filter'; readonly negated: boolean; readonly field: Field; readonly test: Test }
  | { readonly kind: 'and' | 'or'; readonly negated: boolean; readonly terms: readonly Condition[] };

export interface OrderTerm {
  /** Name of a to-one embed when the order is by a column of it. */
  readonly embed: string | undefined;
  readonly field: Field;
  readonly direction: 'asc' | 'desc' | undefined;
  readonly nulls: 'first' | 'last' | undefined;
}

/** What is asked of one relation: the root, or an embed under the key it has in the answer. */
export interface Selection {
  readonly items: readonly SelectItem[];
  readonly conditions: Condition[];
  order: readonly OrderTerm[];
  limit: number | undefined;
  offset: number;
  readonly embeds: Map<string, Selection>;
}
