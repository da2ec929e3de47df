/** One line of the table: how many times as much one thing takes as another. */
export interface Row {
  readonly what: string;
  readonly ratio: number;
  readonly aim: number | null;
  readonly detail: string;
}
