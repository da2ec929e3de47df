import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colors are the page's variables, so that the theme switch reaches the editor without a word to it. */
export const codeTheme: Extension = [
  EditorView.theme({
    '&': { backgroundColor: 'transparent', color: 'var(--foreground)', height: '100%' },
    '.cm-scroller': { fontFamily: 'var(--font-mono)', fontSize: '0.8125rem', lineHeight: '1.6' },
    '.cm-content': { padding: '0.75rem 0', caretColor: 'var(--primary)' },
    '.cm-line': { padding: '0 1rem 0 0.5rem' },
    '.cm-gutters': {
      backgroundColor: 'transparent',
      color: 'var(--muted-foreground)',
      border: '0',
      paddingLeft: '0.5rem',
    },
    '.cm-activeLine': { backgroundColor: 'color-mix(in oklch, var(--foreground) 4%, transparent)' },
    '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--foreground)' },
    '&.cm-focused': { outline: 'none' },
    '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
      backgroundColor: 'color-mix(in oklch, var(--primary) 22%, transparent) !important',
    },
    '.cm-panels': {
      backgroundColor: 'var(--muted)',
      color: 'var(--foreground)',
      borderColor: 'var(--border)',
    },
    '.cm-searchMatch': { backgroundColor: 'color-mix(in oklch, var(--warning) 30%, transparent)' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--code-keyword)' },
      { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
      { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number)' },
      { tag: [tags.comment, tags.meta], color: 'var(--muted-foreground)' },
      { tag: [tags.typeName, tags.className, tags.tagName], color: 'var(--code-type)' },
      {
        tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))],
        color: 'var(--code-name)',
      },
      {
        tag: [tags.propertyName, tags.attributeName, tags.definition(tags.propertyName)],
        color: 'var(--code-name)',
      },
      { tag: [tags.heading, tags.strong], fontWeight: '600' },
      { tag: tags.emphasis, fontStyle: 'italic' },
      { tag: [tags.link, tags.url], color: 'var(--primary)', textDecoration: 'underline' },
    ]),
  ),
];
