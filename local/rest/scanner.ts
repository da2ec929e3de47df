import { RestError } from './errors.ts';

/** Reads one query parameter from left to right. Failures are PGRST100 with PostgREST's wording of the place. */
export class Scanner {
  readonly #text: string;
  readonly #what: string;
  #at = 0;

  /** `what` names the parameter in errors, as in `select` or `filter`. */
  constructor(text: string, what: string) {
    this.#text = text;
    this.#what = what;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  /** True when `text` comes next; reads nothing. */
  sees(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  /** Reads `text` when it comes next. */
  eat(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.eat(text)) this.fail(`"${text}"`);
  }

  /** Reads what `pattern` (sticky) matches here. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  /** A quoted or bare name. Bare ones hold letters, digits, `_`, `$`, blanks within, and dashes that start no arrow. */
  name(): string {
    if (this.sees('"')) return this.quoted();
    const name = this.match(/(?:[\p{L}\p{N}_ $]|-(?!>))+/uy)?.[0].trim();
    return name ? name : this.fail('field name (* or [a..z0..9_$])');
  }

  /** `"…"`, in which a backslash takes the next character as it is. */
  quoted(): string {
    const body = this.match(/"((?:[^"\\]|\\[\s\S])*)"/y)?.[1];
    return body === undefined ? this.fail('a closed quote') : body.replace(/\\([\s\S])/g, '$1');
  }

  end(): void {
    if (!this.done) this.fail('end of input');
  }

  fail(expecting: string): never {
    const unexpected = this.done ? 'end of input' : `"${this.#text[this.#at]}"`;
    throw new RestError(
      400,
      'PGRST100',
      `"failed to parse ${this.#what} (${this.#text})" (line 1, column ${this.#at + 1})`,
      {
        details: `unexpected ${unexpected} expecting ${expecting}`,
      },
    );
  }
}
