/** A word in lower case, one of the marks `, : / -`, or a group: what stood in parentheses. */
export type Token =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'mark'; readonly word: ',' | ':' | '/' | '-' }
  | { readonly kind: 'group'; readonly word: '('; readonly inner: readonly Token[] };

export interface Line {
  readonly indent: number;
  readonly bullet: boolean;
  readonly heading: boolean;
  /** Sentences or clauses, none empty. */
  readonly sentences: readonly (readonly Token[])[];
}

/** Splits a prompt into lines of sentences of tokens. One pass; no pattern backtracks. */
export function tokenize(prompt: string): Line[] {
  return prompt
    .normalize('NFC')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\b(?:e\.g\.|i\.e\.|etc\.?|incl\.)/gi, ' ')
    .split('\n')
    .map(readLine)
    .filter((line) => line.sentences.length > 0);
}

function readLine(text: string): Line {
  const bulletText = text.trimStart();
  const indent = text.length - bulletText.length;
  const bullet = /^(?:[-*•+–]|\d{1,3}[.)])\s/.exec(bulletText);
  const heading = /^#{1,6}\s/.exec(bulletText);
  const mark = bullet?.[0] ?? heading?.[0] ?? '';
  return {
    indent,
    bullet: bullet !== null,
    heading: heading !== null,
    sentences: splitSentences(bulletText.slice(mark.length)),
  };
}

const piece = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*|->|[–—-]|[,:;.!?()[\]/&]/gu;

function splitSentences(text: string): Token[][] {
  const sentences: Token[][] = [];
  let sentence: Token[] = [];
  let group: Token[] | null = null;
  const add = (token: Token) => (group ?? sentence).push(token);
  const closeGroup = () => {
    if (group !== null && group.length > 0) sentence.push({ kind: 'group', word: '(', inner: group });
    group = null;
  };
  const end = () => {
    closeGroup();
    if (sentence.some((token) => token.kind !== 'mark')) sentences.push(sentence);
    sentence = [];
  };
  const spaced = text.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ').replaceAll('_', ' ');
  for (const [found] of spaced.matchAll(piece)) {
    switch (found) {
      case '.':
      case ';':
      case '!':
      case '?':
        if (group === null) end();
        else add({ kind: 'mark', word: ',' });
        break;
      case '(':
      case '[':
        if (group === null) group = [];
        break;
      case ')':
      case ']':
        closeGroup();
        break;
      case ',':
      case ':':
      case '/':
        add({ kind: 'mark', word: found });
        break;
      case '->':
        add({ kind: 'mark', word: ':' });
        break;
      case '–':
      case '—':
      case '-':
        add({ kind: 'mark', word: '-' });
        break;
      case '&':
        add({ kind: 'word', word: 'and' });
        break;
      default:
        addWord(found, add);
    }
  }
  end();
  return sentences;
}

/** `task's` gives `task` and `'s`; other apostrophes and trailing hyphens go. */
function addWord(found: string, add: (token: Token) => void): void {
  const word = found.toLowerCase().replaceAll('’', "'");
  const possessive = word.endsWith("'s") || word.endsWith("s'");
  const stem = (possessive ? word.slice(0, word.endsWith("'s") ? -2 : -1) : word).replace(/['-]{1,40}$/, '');
  if (stem !== '') add({ kind: 'word', word: stem.replaceAll("'", '') });
  if (possessive && stem !== 'it') add({ kind: 'word', word: "'s" });
}
