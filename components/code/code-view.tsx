'use client';

import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { codeTheme } from '@/components/code/code-theme';
import { loadLanguage } from '@/components/code/languages';

export interface CodeViewProps {
  readonly path: string;
  readonly text: string;
}

/** A file to read. Only the lines in view are in the page, so that length costs nothing; Tab leaves it. */
export default function CodeView({ path, text }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (host.current === null) return;
    const parent = host.current;
    let view: EditorView | null = null;
    let isGone = false;
    const show = (language: Awaited<ReturnType<typeof loadLanguage>>) => {
      if (isGone) return;
      view = new EditorView({
        parent,
        state: EditorState.create({
          doc: text,
          extensions: [
            lineNumbers(),
            highlightActiveLine(),
            search({ top: true }),
            highlightSelectionMatches(),
            keymap.of(searchKeymap),
            EditorState.readOnly.of(true),
            EditorView.editable.of(false),
            EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': `Content of ${path}` }),
            codeTheme,
            language ?? [],
          ],
        }),
      });
    };
    // A grammar that does not load costs colors, not the text.
    loadLanguage(path).then(show, () => show(null));
    return () => {
      isGone = true;
      view?.destroy();
    };
  }, [path, text]);

  return <div ref={host} className="h-full min-h-0 overflow-hidden" />;
}
